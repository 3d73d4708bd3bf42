"""Every text a reader can see, in each language, with the file and the line where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml
from babel.messages.extract import extract

from bot.errors import Problem
from bot.languages import SOURCE_LANGUAGE
from bot.library.blocks import Block, read_blocks, read_front_matter, read_text, unwrap
from bot.library.digest import parse_source
from bot.library.extraction import response_texts
from bot.library.translations import read_translations

FIELDS = {
    "responses/faq/*.yml": ("question", "answer", "details"),
    "responses/contacts.yml": ("organisation", "audience", "caution", "risk"),
    "responses/actions.yml": ("title", "text", "risk"),
    "responses/figures.yml": ("says", "speaker"),
}
SOURCE_FIELDS = ("publisher", "author", "title", "date_note", "address_note")
DOCUMENT_TITLE = "document's title"
"""The part that is a source's title, which others wrote."""

OPENING = "opening"
"""The part that is an interface text with which messages begin; its comment says so."""

_BEGINS = "begins a message"
_SET_APART = re.compile(r'\\n|\\|[\s"]+')
_BEFORE = 60
_LONGEST = 150


@dataclass(frozen=True)
class Text:
    """One text and where it stands.

    Attributes:
        where: the id of the item, `gscene-2017-04#p4` for a paragraph, the name of a response,
            the file of an interface text.
        part: which text of the item it is.
        language: the code of its language.
        text: unwrapped, as a reader gets it apart from the references.
        guarded: shown only behind a content warning.
        file, line: where it begins.
        lines: the whole file, to find the line of a word in it.
    """

    where: str
    part: str
    language: str
    text: str
    guarded: bool
    file: str
    line: int
    lines: list[str] = field(repr=False, compare=False)

    def line_of(self, start: int, end: int) -> int:
        """The line of the file with a part of the text, however the text is wrapped there."""
        letters, numbers = [], []
        for number, line in enumerate(self.lines[self.line - 1 :][:_LONGEST], self.line):
            kept = _SET_APART.sub("", line)
            letters.append(kept)
            numbers += [number] * len(kept)
        part = _SET_APART.sub("", self.text[start:end])
        before = _SET_APART.sub("", self.text[:start])[-_BEFORE:]
        place = "".join(letters).find(before + part)
        return numbers[place + len(before)] if place >= 0 and part else self.line


def read_texts(root: Path) -> Iterator[Text]:
    """Every text under `root`: English where it is written, the others from the PO files.

    What cannot be read is left out; `reading.read` names it.
    """
    english = list(_english(root))
    yield from english
    by_message = {text.text: text for text in reversed(english)}
    files: dict[str, list[str]] = {}
    for translation in read_translations(root):
        origin = by_message.get(translation.ids[0])
        if origin and len(translation.forms) == 1:
            file = translation.file
            lines = files.setdefault(file, _content(root, root / file)[1].splitlines())
            yield replace(
                origin,
                language=translation.language,
                text=translation.forms[0],
                file=file,
                line=translation.line,
                lines=lines,
            )


def _english(root: Path) -> Iterator[Text]:
    for pattern, names in FIELDS.items():
        for path in sorted(root.glob(pattern)):
            file, content = _content(root, path)
            for block in read_blocks(content, file, []):
                yield from _fields(block, names, file, content.splitlines())
    for path in sorted((root / "responses" / "sources").glob("*.md")):
        yield from _source(*_content(root, path))
    yield from _responses(*_content(root, root / "domain.yml"))
    for path in sorted((root / "bot").rglob("*.py")):
        yield from _interface(root, path)


def _responses(file: str, content: str) -> Iterator[Text]:
    try:
        found = list(response_texts(content))
    except (yaml.YAMLError, TypeError, ValueError, AttributeError):
        return
    for line, name, kind, text in found:
        yield Text(name, kind, SOURCE_LANGUAGE, text, False, file, line, content.splitlines())


def _content(root: Path, path: Path) -> tuple[str, str]:
    file = path.relative_to(root).as_posix()
    problems: list[Problem] = []
    return file, read_text(path, file, problems)


def _fields(block: Block, names: tuple[str, ...], file: str, lines: list[str]) -> Iterator[Text]:
    for name in names:
        typed, where = block.fields.get(name), block.fields.get("id")
        text = unwrap(typed) if isinstance(typed, str) else ""
        if text and isinstance(where, str):
            guarded = name == "details"
            yield Text(where, name, SOURCE_LANGUAGE, text, guarded, file, block.line(name), lines)


def _source(file: str, content: str) -> Iterator[Text]:
    lines = content.splitlines()
    block, _, _ = read_front_matter(content, file, [])
    source = parse_source(content, file, [])
    if block is None or source is None:
        return
    for found in _fields(block, SOURCE_FIELDS, file, lines):
        yield replace(found, part=DOCUMENT_TITLE) if found.part == "title" else found
    for paragraph in source.paragraphs.values():
        where = f"{source.id}#{paragraph.id}"
        for name, text in (("text", paragraph.text), ("correction", paragraph.correction)):
            if text:
                line, guarded = paragraph.place.line, bool(paragraph.mark)
                yield Text(where, name, SOURCE_LANGUAGE, text, guarded, file, line, lines)


def _interface(root: Path, path: Path) -> Iterator[Text]:
    file, content = _content(root, path)
    with path.open("rb") as code:
        found = extract("python", code, {"N_": None}, comment_tags=["Translators:"])
        for line, message, comments, _context in found:
            if isinstance(message, str):
                part = OPENING if _BEGINS in " ".join(comments) else "interface"
                lines = content.splitlines()
                yield Text(file, part, SOURCE_LANGUAGE, message, False, file, line, lines)
