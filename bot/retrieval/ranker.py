"""Decides what a question gets: an answer, a choice, a passage, or an honest no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from bot.retrieval.encoder import Vectors
from bot.retrieval.index import PASSAGE, QUESTION, Hit, Index
from bot.text import words

SHORT = 3
"""Words up to which a message leans on the lexical side."""

OFFERED = 3
"""Most entries offered as "did you mean"."""


class Outcome(str, Enum):
    """What the reader gets."""

    ANSWER = "answer"
    CHOICE = "choice"
    PASSAGE = "passage"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Weights:
    """Shares of the dense and the two lexical scores; they add up to one."""

    dense: float
    stems: float
    ngrams: float

    def fuse(self, hit: Hit) -> float:
        """One score from 0 to 1."""
        return self.dense * hit.dense + self.stems * hit.stems + self.ngrams * hit.ngrams


@dataclass(frozen=True)
class Thresholds:
    """Scores from which a language's messages are answered, or offered a choice or a passage.

    `lead` is how far the best must be ahead of the second to be answered outright.
    """

    answer: float
    lead: float
    choice: float
    passage: float


@dataclass(frozen=True)
class Calibration:
    """Weights for short and longer messages, and thresholds for each language."""

    short: Weights
    longer: Weights
    thresholds: dict[str, Thresholds]

    def weights(self, query: str) -> Weights:
        """The weights for a message, by its number of words."""
        return self.short if len(words(query)) <= SHORT else self.longer

    def for_language(self, language: str | None) -> Thresholds:
        """The thresholds of a language; the strictest there are for one never calibrated."""
        if language in self.thresholds:
            return self.thresholds[language]
        return max(self.thresholds.values(), key=lambda t: t.answer)

    def as_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Calibration:
        """The reverse of `as_dict`."""
        thresholds = {code: Thresholds(**t) for code, t in content["thresholds"].items()}
        return cls(Weights(**content["short"]), Weights(**content["longer"]), thresholds)


@dataclass(frozen=True)
class Candidate:
    """A target with its fused score and the scores it is made of."""

    target: str
    score: float
    dense: float
    stems: float
    ngrams: float


@dataclass(frozen=True)
class Ranking:
    """The decision and what it rests on, best first."""

    outcome: Outcome
    entries: tuple[Candidate, ...]
    passages: tuple[Candidate, ...]


class Ranker:
    """Scores an index's targets for a message and decides by the calibration."""

    def __init__(self, index: Index, calibration: Calibration) -> None:
        """Take an index and what was calibrated for it."""
        self.index = index
        self.calibration = calibration

    def rank(self, query: str, vector: Vectors, language: str | None) -> Ranking:
        """Rank all entries and passages for a message.

        Args:
            query: the message, in its own alphabet.
            vector: its unit vector, shape (dimensions,).
            language: language of the message, None where it cannot be told.
        """
        weights = self.calibration.weights(query)
        entries = _best(self.index.search(QUESTION, query, vector), weights)
        passages = _best(self.index.search(PASSAGE, query, vector), self.calibration.longer)
        outcome = self.decide(entries, passages, language)
        return Ranking(outcome, entries, passages)

    def decide(
        self,
        entries: tuple[Candidate, ...],
        passages: tuple[Candidate, ...],
        language: str | None,
    ) -> Outcome:
        """What the reader gets, by the thresholds of the language."""
        limits = self.calibration.for_language(language)
        best = entries[0].score if entries else 0.0
        second = entries[1].score if len(entries) > 1 else 0.0
        if best >= limits.answer and best - second >= limits.lead:
            return Outcome.ANSWER
        if best >= limits.choice:
            return Outcome.CHOICE
        if passages and passages[0].score >= limits.passage:
            return Outcome.PASSAGE
        return Outcome.NOTHING


def _best(hits: Iterable[Hit], weights: Weights, most: int = 5) -> tuple[Candidate, ...]:
    scored = sorted(((weights.fuse(hit), hit) for hit in hits), key=lambda pair: -pair[0])[:most]
    return tuple(Candidate(h.target, score, h.dense, h.stems, h.ngrams) for score, h in scored)
