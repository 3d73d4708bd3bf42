"""Babel extraction methods: what translators are given from responses/ and domain.yml.

Each is a Babel extractor: it takes (file object, keywords, comment tags, options) and yields
(line, function name, message, comments). See babel.messages.extract.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

import yaml

from bot.library.blocks import unwrap
from bot.library.digest import parse_source

Message = tuple[int, str, str, list[str]]

_HINTS = {
    "question": "A question, also the text of a button: at most 90 characters.",
    "answer": "An answer. Keep everything in braces as it is; lines with '- ' stay a list.",
    "details": "Distressing details, shown only after a content warning.",
    "risk": "The risk to the reader; a second person must review it.",
    "caution": "The risk of using a contact, in one sentence.",
    "audience": "Who may use a contact, and from where.",
    "publisher": "Who published a document.",
    "title": "A title. Translate documents' titles literally.",
    "date_note": "How the date of a document is known.",
    "address_note": "What is known of a document's address.",
    "text": "Shown by the bot as it is.",
}


def extract_blocks(
    file: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """The fields named in options["fields"] of a YAML list of blocks."""
    fields = options["fields"].split()
    for item in _parsed(file.read().decode("utf-8")).value:
        pairs = {key.value: (key, value) for key, value in item.value}
        label = pairs["id"][1].value
        for name in fields:
            if name not in pairs or not pairs[name][1].value:
                continue
            key, value = pairs[name]
            yield key.start_mark.line + 1, "", unwrap(value.value), _comments(label, name)


def extract_source(
    file: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """The translatable details and the paragraphs of a digest."""
    source = parse_source(file.read().decode("utf-8"), file.name, [])
    if source is None:
        return
    for name in ("publisher", "title", "date_note", "address_note"):
        if getattr(source, name):
            yield 1, "", getattr(source, name), _comments(source.id, name)
    for paragraph in source.paragraphs.values():
        label = f"{source.id}, {paragraph.id}"
        yield paragraph.place.line, "", paragraph.text, [f"{label}: a paragraph of a digest."]
        if paragraph.correction:
            comment = f"{label}: the correction that stands beside the paragraph."
            yield paragraph.place.line, "", paragraph.correction, [comment]


def extract_domain(
    file: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """The texts and button titles of domain.yml's responses."""
    for line, name, kind, text in response_texts(file.read().decode("utf-8")):
        hint = "a button, 30 characters." if kind == "button" else _HINTS["text"]
        yield line, "", text, [f"{name}: {hint}"]


def response_texts(domain: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, response, kind ("text", "button") and text of all that a domain file says."""
    parts = {key.value: value for key, value in _parsed(domain).value}
    if "responses" not in parts:
        return
    responses = parts["responses"]
    for name, variants in responses.value:
        for variant in variants.value:
            for key, value in variant.value:
                line = key.start_mark.line + 1
                if key.value == "text":
                    yield line, name.value, "text", unwrap(value.value)
                elif key.value == "buttons":
                    for button in value.value:
                        for part, title in button.value:
                            if part.value == "title":
                                yield line, name.value, "button", title.value


def _parsed(text: str) -> yaml.Node:
    return yaml.compose(text, Loader=yaml.CSafeLoader) or yaml.SequenceNode("", [])


def _comments(label: str, name: str) -> list[str]:
    hint = _HINTS.get(name, "")
    return [f"{label}, {name}. {hint}".strip()]
