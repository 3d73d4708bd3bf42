"""Paragraphs of whole documents, which a copy keeps beside the repository; see `ryadom sources`.

They are others' words. A paragraph is offered only as an extract of a document that has a digest,
and only where no rule for our own words speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Problem
from bot.library.blocks import read_text
from bot.library.editorial.screen import Screen
from bot.library.model import Library, Source


@dataclass(frozen=True)
class Extract:
    """One paragraph of a document, word for word, in the document's language."""

    source: Source
    number: int
    text: str

    @property
    def target(self) -> str:
        """`gscene-2017-04#d3`: a digest's paragraphs begin with p, a document's with d."""
        return f"{self.source.id}#d{self.number}"


def read_extracts(library: Library, folder: Path, problems: list[Problem]) -> dict[str, Extract]:
    """The paragraphs that may be offered, by target.

    Args:
        library: its sources are the documents' digests; a text without one is left out.
        folder: where the texts of documents lie, `<id of the source>.txt`.
        problems: receives what is wrong.
    """
    paths = [path for path in sorted(folder.glob("*.txt")) if path.stem in library.sources]
    if not paths:
        return {}
    screen = Screen.read(library.root, problems)
    found: dict[str, Extract] = {}
    for path in paths:
        source = library.sources[path.stem]
        text = read_text(path, f"{folder.name}/{path.name}", problems)
        for number, paragraph in numbered(text):
            if not screen.broken(paragraph, source.language):
                extract = Extract(source, number, paragraph)
                found[extract.target] = extract
    return found


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a document's text, counted from 1; an empty line parts them."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    yield from enumerate(filter(None, paragraphs), 1)
