"""A source as volunteers write it: details between two `---` lines, then `## p4` paragraphs."""

from __future__ import annotations

import re

from bot.errors import Problem
from bot.library import shape
from bot.library.blocks import read_front_matter, unwrap
from bot.library.model import Paragraph, Place, Source

_HEADING = re.compile(r"^##\s+(p\d+)(?:\s+\((\w+)\))?\s*$")
_MARKS = ("", "violence", "unsafe")
_CORRECTION = re.compile(r"^Correction:\s*")

SOURCE = {
    "id": shape.name,
    "publisher": shape.text,
    "author": shape.text,
    "title": shape.text,
    "date": shape.partial_date,
    "date_basis": shape.one_of("stated", "inferred"),
    "date_note": shape.text,
    "address": shape.address,
    "address_note": shape.text,
    "language": shape.language,
    "checked": shape.partial_date,
}

_OPTIONAL = {"author", "date", "date_note", "address", "address_note"}


def parse_source(text: str, file: str, problems: list[Problem]) -> Source | None:
    """The source that a digest describes, or None where its details cannot be read.

    Args:
        text: what stands in the file.
        file: the file's name in messages, relative to the root.
        problems: receives what is wrong.
    """
    block, lines, first = read_front_matter(text, file, problems)
    if block is None:
        return None
    values = shape.read_fields(block, SOURCE, set(SOURCE) - _OPTIONAL, problems)
    paragraphs = _paragraphs(lines, file, first, problems)
    return Source(**values, paragraphs=paragraphs, place=block.place)


def _paragraphs(
    lines: list[str], file: str, first: int, problems: list[Problem]
) -> dict[str, Paragraph]:
    """The `## p4` sections of a digest, by id."""
    sections: list[tuple[str, str, int, list[str]]] = []
    for number, line in enumerate(lines, first):
        heading = _HEADING.match(line)
        if heading:
            sections.append((heading[1], heading[2] or "", number, []))
        elif line.startswith("#"):
            problems.append(Problem(file, number, "a heading must look like '## p4'."))
        elif sections:
            sections[-1][3].append(line)
        elif line.strip():
            problems.append(Problem(file, number, "text must follow a heading such as '## p1'."))
    found: dict[str, Paragraph] = {}
    for name, mark, number, body in sections:
        if mark not in _MARKS:
            problems.append(Problem(file, number, f"'({mark})' must be (violence) or (unsafe)."))
        if name in found:
            problems.append(Problem(file, number, f"'## {name}' stands twice; renumber one."))
        parts = unwrap("\n".join(body)).split("\n\n")
        said = [part for part in parts if not _CORRECTION.match(part)]
        corrections = [_CORRECTION.sub("", part) for part in parts if _CORRECTION.match(part)]
        if not any(said):
            message = (
                f"'## {name}' is empty; write in your own words what the document says, or drop it."
            )
            problems.append(Problem(file, number, message))
        found[name] = Paragraph(
            name, "\n\n".join(said), "\n\n".join(corrections), mark, Place(file, number)
        )
    return found
