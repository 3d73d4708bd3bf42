"""The rule about evidence: a number in an answer stands in a paragraph that the answer cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.errors import Problem
from bot.languages import SOURCE_LANGUAGE
from bot.library.editorial.numbers import numbers
from bot.library.editorial.texts import Text
from bot.library.model import Entry, Figure, Library
from bot.library.references import Reference, references, substitute

RULE = "evidence"
OURSELVES = ("safety", "about")
"""Topics whose answers are about the assistant itself, which no document tells of."""

PARTS = ("answer", "details")
_IN_BRACES = re.compile(r"\{[^{}]*\}")


def check_evidence(library: Library, texts: Iterable[Text]) -> Iterator[Problem]:
    """Numbers of answers that no cited paragraph has, and figures that are not in their source.

    Citations that lead nowhere, and figures that there are not, are for `checks`.
    """
    yield from _figures(library)
    for text in texts:
        entry = library.entries.get(text.where)
        if entry and text.part in PARTS and text.language == SOURCE_LANGUAGE:
            yield from _answer(library, entry, text)


def _figures(library: Library) -> Iterator[Problem]:
    for figure in library.figures.values():
        said = _said(library, figure.source)
        if said is not None and str(figure.value) not in numbers(said):
            message = f"{figure.id}: {figure.value} does not stand in {figure.source}; mend one."
            place = figure.place.of("value")
            yield Problem(place.file, place.line, message, RULE)


def _answer(library: Library, entry: Entry, text: Text) -> Iterator[Problem]:
    cited = [said for citation in entry.sources if (said := _said(library, citation)) is not None]
    if entry.topic in OURSELVES or len(cited) < len(entry.sources):
        return
    known = numbers("\n".join(cited))
    for kind, target in dict.fromkeys(references(text.text)):
        figure = library.figures.get(target) if kind == "figure" else None
        if figure and str(figure.value) not in known:
            yield _missing(text, f"{{figure:{target}}}", figure)
    for number, typed in numbers(_IN_BRACES.sub("·", text.text)).items():
        if number not in known and typed[0].isdigit():
            yield _missing(text, typed, None)


def _missing(text: Text, typed: str, figure: Figure | None) -> Problem:
    start = text.text.find(typed)
    fix = f"cite {figure.source} too" if figure else "cite the paragraph that says it"
    shown = f"{typed} ({figure.value})" if figure else typed
    message = (
        f"{text.where}, {text.part}: {shown} stands in none of the paragraphs cited; {fix}, "
        "or mend the number."
    )
    return Problem(text.file, text.line_of(start, start + len(typed)), message, RULE)


def _said(library: Library, citation: str) -> str | None:
    """What a cited paragraph or document says, its figures filled in; None where there is none."""
    source_id, _, paragraph_id = citation.partition("#")
    source = library.sources.get(source_id)
    if source is None or (paragraph_id and paragraph_id not in source.paragraphs):
        return None
    paragraphs = source.paragraphs
    cited = [paragraphs[paragraph_id]] if paragraph_id else list(paragraphs.values())
    said = "\n".join(f"{paragraph.text}\n{paragraph.correction}" for paragraph in cited)

    def fill_in(reference: Reference) -> str:
        figure = library.figures.get(reference.target)
        if reference.kind == "figure" and figure:
            return str(figure.value)
        return reference.target.replace("-", " ") if reference.kind == "date" else ""

    return f"{substitute(said, str, fill_in)}\n{source.title}\n{source.date.replace('-', ' ')}"
