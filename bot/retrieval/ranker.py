"""Decides what a message gets: a reply by intent, an answer, a choice, a passage, or a no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.languages import SOURCE_LANGUAGE
from bot.retrieval.alarm import UNHEARD, Alarm
from bot.retrieval.classifier import Classifiers
from bot.retrieval.cries import SAFETY
from bot.retrieval.curve import Point
from bot.retrieval.encoder import Vectors
from bot.retrieval.features import features
from bot.retrieval.index import PASSAGE, QUESTION, Index, Scores
from bot.retrieval.lexical import Lexemes
from bot.retrieval.questions import INTENT
from bot.retrieval.safety import SafetyClassifier
from bot.text import words

FAQ = "faq"
"""The classifier's label of all questions for the library."""

SHORT = 3
"""Words up to which the weights for short messages hold."""

WELL_KNOWN = 0.2
"""By how much an answer must be better than good enough to stand against a doubt."""

OFFERED = 3
"""Most entries offered as "did you mean"."""


class Outcome(str, Enum):
    """What the reader gets."""

    INTENT = "intent"
    ANSWER = "answer"
    CHOICE = "choice"
    PASSAGE = "passage"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Weights:
    """Shares of the dense and the two lexical scores, adding up to one, and what the two
    classifiers add on top."""

    dense: float
    stems: float
    ngrams: float
    targets: float
    intents: float

    def fuse(self, scores: Scores) -> Vectors:
        """One score for each target."""
        parts = (
            self.dense * scores.dense,
            self.stems * scores.stems,
            self.ngrams * scores.ngrams,
        )
        return np.asarray(sum(parts), dtype=np.float32)

    def total(self, scores: Scores, target: Vectors, intent: Vectors) -> Vectors:
        """One score for each target with what the classifiers say of it."""
        added = self.targets * target + self.intents * intent
        return np.asarray(self.fuse(scores) + added, dtype=np.float32)


@dataclass(frozen=True)
class Thresholds:
    """What a language's scores must reach.

    Attributes:
        answer: score of the best entry to be answered outright.
        lead: by how much the best entry must be ahead of the second.
        choice: score of the best entry to be offered.
        intent: by how much an intent must be ahead of the best entry to be taken for granted.
        safety: what is added to the scores of SAFETY: the doubt that goes to safety.
        passage: score of a passage to be shown.
    """

    answer: float
    lead: float
    choice: float
    intent: float
    safety: float
    passage: float


@dataclass(frozen=True)
class Calibration:
    """Weights for short and longer messages, and for each language thresholds, alarms by intent,
    and the curve that the threshold for an answer was read from."""

    short: Weights
    longer: Weights
    thresholds: dict[str, Thresholds]
    alarms: dict[str, dict[str, Alarm]] = field(default_factory=dict)
    curves: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    def weights(self, query: str) -> Weights:
        """The weights for a message, by its number of words."""
        return self.short if len(words(query)) <= SHORT else self.longer

    def for_language(self, language: str | None) -> Thresholds:
        """The thresholds of a language, English ones where it has none of its own; the strictest
        there are where it is not known."""
        for known in (language, SOURCE_LANGUAGE) if language else ():
            if known in self.thresholds:
                return self.thresholds[known]
        return max(self.thresholds.values(), key=lambda limits: limits.answer)

    def alarm(self, language: str | None, intent: str) -> Alarm:
        """The alarm of an intent in a language; where it is not known, the most sensitive."""
        known = [alarms[intent] for alarms in self.alarms.values() if intent in alarms]
        if not known:
            return UNHEARD
        most_sensitive = Alarm(min(a.doubt for a in known), min(a.sure for a in known))
        return self.alarms.get(language or "", {}).get(intent, most_sensitive)

    def as_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Calibration:
        """The reverse of `as_dict`."""
        thresholds = {code: Thresholds(**limits) for code, limits in content["thresholds"].items()}
        alarms = {
            code: {intent: Alarm(**alarm) for intent, alarm in found.items()}
            for code, found in content["alarms"].items()
        }
        curves = {
            code: tuple(Point(**point) for point in points)
            for code, points in content.get("curves", {}).items()
        }
        short, longer = (Weights(**content[name]) for name in ("short", "longer"))
        return cls(short, longer, thresholds, alarms, curves)


@dataclass(frozen=True)
class Candidate:
    """A target (an entry, a passage, or an intent as `intent:at_risk`) with its score."""

    target: str
    score: float


@dataclass(frozen=True)
class Ranking:
    """The decision and what it rests on, best first; and the likeliest situation of somebody in
    danger, empty where none can be told."""

    outcome: Outcome
    intents: tuple[Candidate, ...]
    entries: tuple[Candidate, ...]
    passages: tuple[Candidate, ...]
    situation: str = ""


UNDECIDED = Ranking(Outcome.NOTHING, (), (), ())
"""The ranking of a message without words."""


class Ranker:
    """Looks for danger, then scores all targets for a message, and decides by the calibration."""

    def __init__(
        self,
        index: Index,
        classifiers: Classifiers,
        calibration: Calibration,
        safety: SafetyClassifier | None = None,
    ) -> None:
        """Take the index, the classifiers and what was calibrated for them."""
        self.index = index
        self.classifiers = classifiers
        self.calibration = calibration
        self.safety = safety
        self._column_of = intent_columns(index.targets(QUESTION), classifiers.intents.labels)

    def rank(self, query: str, vector: Vectors, language: str | None) -> Ranking:
        """Rank everything for a message. Emoji and punctuation alone decide nothing.

        Args:
            query: the message, in the alphabet of its language.
            vector: its unit vector, shape (dimensions,).
            language: language of the message, None where it cannot be told.
        """
        if not words(query):
            return UNDECIDED
        weights = self.calibration.weights(query)
        lexemes = Lexemes.of(query)
        analysed, vectors = [features(query, lexemes.stems)], vector[np.newaxis]
        intent, target = self.classifiers.judge(analysed, vectors)
        alike = self.index.alike(QUESTION, vector)
        total = weights.total(
            self.index.search(QUESTION, lexemes, alike), target[0], intent[0][self._column_of]
        )
        best = _best(self.index.targets(QUESTION), total)
        alike = self.index.alike(PASSAGE, vector)
        found = weights.fuse(self.index.search(PASSAGE, lexemes, alike))
        passages = _best(self.index.targets(PASSAGE), found, OFFERED)
        intents = tuple(c for c in best if c.target.startswith(INTENT))
        entries = tuple(c for c in best if not c.target.startswith(INTENT))[: OFFERED + 2]
        limits = self.calibration.for_language(language)
        if self.safety is None:
            return decide(intents, entries, passages, limits)
        margins, situations = self.safety.judge(analysed, vectors)
        others = tuple(c for c in intents if c.target.removeprefix(INTENT) not in SAFETY)
        ranking = decide(others, entries, passages, limits)
        alarms = [self.calibration.alarm(language, intent) for intent in SAFETY]
        known = ranking.outcome is Outcome.ANSWER and entries[0].score >= limits.answer + WELL_KNOWN
        if alarm := hear(margins[0].tolist(), alarms, known):
            ranking = Ranking(Outcome.INTENT, (alarm, *others), entries, passages)
        return replace(ranking, situation=situations[0])


def intent_columns(targets: tuple[str, ...], labels: tuple[str, ...]) -> NDArray[np.intp]:
    """For each target the column of the intent classifier that speaks for it."""
    column = {label: number for number, label in enumerate(labels)}
    names = (t.removeprefix(INTENT) if t.startswith(INTENT) else FAQ for t in targets)
    return np.array([column[name] for name in names], dtype=np.intp)


def hear(margins: Sequence[float], alarms: Sequence[Alarm], known: bool) -> Candidate | None:
    """The intent of SAFETY that a message raises, None where it raises none.

    Args:
        margins: for each of SAFETY how far it is ahead of harmless.
        alarms: what each of them must reach.
        known: whether the message is close to what people are known to ask the library.
    """
    raised = [
        Candidate(INTENT + intent, margin)
        for intent, margin, alarm in zip(SAFETY, margins, alarms, strict=True)
        if margin >= (alarm.sure if known else alarm.doubt)
    ]
    return max(raised, key=lambda candidate: candidate.score, default=None)


def decide(
    intents: tuple[Candidate, ...],
    entries: tuple[Candidate, ...],
    passages: tuple[Candidate, ...],
    limits: Thresholds,
) -> Ranking:
    """What the reader gets, by the thresholds of the language; candidates come best first."""
    safer = tuple(
        Candidate(c.target, c.score + limits.safety)
        if c.target.removeprefix(INTENT) in SAFETY
        else c
        for c in intents
    )
    ordered = tuple(sorted(safer, key=lambda candidate: -candidate.score))
    best = entries[0].score if entries else 0.0
    second = entries[1].score if len(entries) > 1 else 0.0
    outcome = Outcome.NOTHING
    if ordered and _wins(ordered[0], best, limits):
        outcome = Outcome.INTENT
    elif best >= limits.answer and best - second >= limits.lead and best >= _score(ordered):
        outcome = Outcome.ANSWER
    elif best >= limits.choice:
        outcome = Outcome.CHOICE
    elif passages and passages[0].score >= limits.passage:
        outcome = Outcome.PASSAGE
    return Ranking(outcome, ordered, entries, passages)


def _wins(intent: Candidate, best: float, limits: Thresholds) -> bool:
    """Whether an intent is taken: safety as soon as it is ahead, others by a clear lead."""
    if intent.target.removeprefix(INTENT) in SAFETY:
        return intent.score >= best
    return intent.score >= best + limits.intent or (intent.score >= best < limits.choice)


def _score(candidates: tuple[Candidate, ...]) -> float:
    return candidates[0].score if candidates else 0.0


def _best(
    targets: tuple[str, ...], scores: Vectors, most: int | None = None
) -> tuple[Candidate, ...]:
    """Candidates from the best on, all or so many; cut before they are sorted, as there may be a
    great many."""
    rows = np.arange(len(scores))
    if most is not None and most < len(scores):
        rows = np.flatnonzero(scores >= np.partition(scores, -most)[-most])
    order = rows[np.argsort(-scores[rows], kind="stable")][:most]
    return tuple(Candidate(targets[n], float(scores[n])) for n in order)
