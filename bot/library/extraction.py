"""Babel extraction methods: what translators are given from responses/ and domain.yml.

Each is a Babel extractor: it takes (file object, keywords, comment tags, options) and yields
(line, function name, message, comments). See babel.messages.extract. The comments say where a
message is shown, to whom, how long it may be, and what its placeholders hold; in
them, `at most N characters` is a limit that `ryadom locales check` holds translations to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

import yaml

from bot.library.blocks import unwrap
from bot.library.digest import parse_source

Message = tuple[int, str, str, list[str]]

ANY_LENGTH = "any length"
"""What a comment says instead of `at most N characters`."""

_HINTS = {
    "question": "A question: on buttons and in lists, to anybody, in groups too; at most 90 "
    "characters.",
    "answer": "An answer, to whoever asks, under the day of its review and above its sources; any "
    "length, as after 4096 characters a second message begins. Lines with '- ' stay a list.",
    "details": "Distressing details of an answer, to a reader who has asked for them by a button "
    "under a content warning; any length.",
    "risk": "The risk of what stands beside it, to a reader who may take it; any length. A second "
    "person must review it.",
    "caution": "The risk of using a contact, to somebody in danger; one sentence, at most 200 "
    "characters.",
    "audience": "Who may use a contact, and from where, to somebody in danger; any length.",
    "organisation": "The name of a contact, to somebody in danger; at most 100 characters.",
    "publisher": "Who published a document, in the list of sources under an answer; at most 100 "
    "characters.",
    "title": "A title, in a list, to whoever asks for more; any length. Translate "
    "documents' titles literally.",
    "date_note": "How the date of a document is known, under its title; any length.",
    "address_note": "What is known of a document's address, under its title; any length.",
    "text": "Under the title of a way to help, to a reader outside Russia; any length.",
    "response": "A reply of the bot to the person in the chat; to what, its name says; any length. "
    "Its first forty characters show on a locked screen.",
    "button": "A button under a reply; at most 30 characters.",
    "paragraph": "A paragraph of a digest, shown as an extract to whoever asks what no answer "
    "says; any length.",
    "correction": "The correction that stands beside a paragraph of a digest; any length.",
}
_PLACEHOLDERS = {
    "date": "{date:…} becomes a day, as in “1 April 2017”; put it where that form fits.",
    "figure": "{figure:…} becomes the number alone, as in “52,000”.",
    "contact": "{contact:…} becomes lines of their own: who it is, how to reach it, its risk.",
    "brief": "{brief:…} becomes two lines: a contact and its risk.",
    "source": "{source:…} becomes the publisher of a document and its date, as a link.",
    "hours": "{hours} becomes a number of hours with its word, as in “24 hours”.",
    "days": "{days} becomes a number of days with its word, as in “30 days”.",
    "question_days": "{question_days} becomes a number of days with its word, as in “60 days”.",
    "group": "{group} becomes a number with its word, as in “3 times”: see “{number} times”.",
    "words": "{words} becomes the reader's own words, shortened.",
}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::[^{}]*)?\}")


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
            yield key.start_mark.line + 1, "", *_message(unwrap(value.value), label, name)


def extract_source(
    file: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """The translatable details and the paragraphs of a digest."""
    source = parse_source(file.read().decode("utf-8"), file.name, [])
    if source is None:
        return
    for name in ("publisher", "title", "date_note", "address_note"):
        if getattr(source, name):
            yield 1, "", *_message(getattr(source, name), source.id, name)
    for paragraph in source.paragraphs.values():
        label, line = f"{source.id}#{paragraph.id}", paragraph.place.line
        yield line, "", *_message(paragraph.text, label, "paragraph")
        if paragraph.correction:
            yield line, "", *_message(paragraph.correction, label, "correction")


def extract_domain(
    file: BinaryIO, keywords: Any, tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """The texts and button titles of domain.yml's responses."""
    for line, name, kind, text in response_texts(file.read().decode("utf-8")):
        yield line, "", *_message(text, name, "button" if kind == "button" else "response")


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


def _message(text: str, label: str, kind: str) -> tuple[str, list[str]]:
    """A message with its comments: where it stands, to whom and how long, what braces hold."""
    held = dict.fromkeys(_PLACEHOLDER.findall(text))
    placeholders = (_PLACEHOLDERS[name] for name in held if name in _PLACEHOLDERS)
    return text, [_HINTS[kind], *placeholders, f"{label}, {kind}."]
