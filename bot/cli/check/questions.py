"""Ways of asking that lead to two entries and that the encoder cannot tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bot.errors import Problem, Severity
from bot.library.live import Edition
from bot.library.model import Library, Place
from bot.retrieval.corpus import phrases
from bot.retrieval.encoder import Encoder
from bot.retrieval.index import QUESTION, Phrase

RULE = "confusable"
LIKENESS = 0.985
"""Cosine from which two ways of asking count as one. The closest two in the library that mean
different things, about April and about July, have 0.984."""

_ROWS = 512


def check_questions(edition: Edition, encoder: Encoder) -> Iterator[Problem]:
    """For each two entries the two ways of asking that are most alike, if they are too much so."""
    asked = [phrase for phrase in phrases(edition) if phrase.kind == QUESTION]
    if not asked:
        return
    closest: dict[tuple[str, str], tuple[float, Phrase, Phrase]] = {}
    for likeness, one, other in _pairs(asked, encoder):
        pair = (one.target, other.target)
        if pair not in closest or likeness > closest[pair][0]:
            closest[pair] = likeness, one, other
    for likeness, one, other in closest.values():
        yield _problem(edition.library, one, other, likeness)


def _pairs(asked: Sequence[Phrase], encoder: Encoder) -> Iterator[tuple[float, Phrase, Phrase]]:
    vectors = encoder.embed([phrase.text for phrase in asked])
    numbers: dict[str, int] = {}
    owners = np.array([numbers.setdefault(p.target, len(numbers)) for p in asked])
    for start in range(0, len(asked), _ROWS):
        likeness = vectors[start : start + _ROWS] @ vectors.T
        another = owners[start : start + _ROWS, None] < owners[None, :]
        for row, column in np.argwhere(another & (likeness >= LIKENESS)):
            yield float(likeness[row, column]), asked[start + row], asked[column]


def _problem(library: Library, one: Phrase, other: Phrase, likeness: float) -> Problem:
    here, there = (_place(library, phrase) for phrase in (one, other))
    message = (
        f"{one.target}: “{one.text}” can hardly be told from “{other.text}” of '{other.target}' "
        f"({there.file}:{there.line}; {likeness:.3f} of 1); reword one, or make one entry of both."
    )
    return Problem(here.file, here.line, message, RULE, Severity.WARNING)


def _place(library: Library, phrase: Phrase) -> Place:
    entry = library.entries[phrase.target]
    typed = any(phrase.text in ways for ways in entry.asked_as.values())
    return entry.place.of("asked_as" if typed else "question")
