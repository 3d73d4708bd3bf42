"""Reads weights and thresholds off labelled development questions.

Weights are those that put the most right targets first; thresholds those that gain the most,
where a wrong answer costs more than a question back. See Chow, "On optimum recognition error
and reject tradeoff" (IEEE Transactions on Information Theory, 1970) for the trade-off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np

from bot.retrieval.classifier import Classifiers
from bot.retrieval.cries import SAFETY
from bot.retrieval.curve import Point, curve
from bot.retrieval.encoder import Vectors
from bot.retrieval.features import features
from bot.retrieval.index import PASSAGE, QUESTION, Index, Scores
from bot.retrieval.lexical import Lexemes
from bot.retrieval.plateau import middle
from bot.retrieval.questions import INTENT, Labelled
from bot.retrieval.ranker import (
    OFFERED,
    SHORT,
    Calibration,
    Candidate,
    Outcome,
    Ranking,
    Thresholds,
    Weights,
    decide,
    intent_columns,
)
from bot.text import words

RIGHT_INTENT = RIGHT_ANSWER = 1.0
RIGHT_OFFERED = 0.75
MISSED_DANGER = -4.0
FALSE_ALARM = -2.0
WRONG_ANSWER = -1.0
WRONG_OFFERED = -0.25
REFUSED = -0.5
"""What each result is worth."""

QUIET = 0.98
"""Share of development questions out of scope that no passage may answer."""


@dataclass(frozen=True)
class Scored:
    """A development question with the scores of all targets."""

    question: Labelled
    reading: str
    scores: Scores
    target: Vectors
    intent: Vectors
    passage: Scores


def calibrate(
    index: Index,
    classifiers: Classifiers,
    questions: Sequence[Labelled],
    readings: Sequence[str],
    vectors: Vectors,
) -> Calibration:
    """Weights and thresholds for an index.

    Args:
        index: what is searched.
        classifiers: fitted on the index's questions.
        questions: labelled development questions, never those of the tests.
        readings: each question in the alphabet of its language.
        vectors: their unit vectors, shape (len(questions), dimensions).
    """
    columns = intent_columns(index.targets(QUESTION), classifiers.intents.labels)
    intents, judged = classifiers.judge([features(reading) for reading in readings], vectors)
    scored = [
        Scored(
            question,
            reading,
            index.search(QUESTION, lexemes, index.alike(QUESTION, vector)),
            judged[number],
            intents[number, columns],
            index.search(PASSAGE, lexemes, index.alike(PASSAGE, vector)),
        )
        for number, (question, reading, vector) in enumerate(
            zip(questions, readings, vectors, strict=True)
        )
        for lexemes in [Lexemes.of(reading)]
    ]
    targets = index.targets(QUESTION)
    short = _best_weights([s for s in scored if _is_short(s.reading)], targets)
    longer = _best_weights([s for s in scored if not _is_short(s.reading)], targets)
    weights = {True: short, False: longer}
    thresholds: dict[str, Thresholds] = {}
    curves: dict[str, tuple[Point, ...]] = {}
    for language in sorted({question.language for question in questions}):
        own = [s for s in scored if s.question.language == language]
        cases = [(s.question, *_candidates(s, targets, weights[_is_short(s.reading)])) for s in own]
        limits = _best_thresholds(cases, _quiet_passage(own, weights))
        thresholds[language] = limits
        curves[language] = curve(partial(_answered, cases, limits), _GRID["answer"][0])
    return Calibration(short, longer, thresholds, curves=curves)


def _is_short(reading: str) -> bool:
    return len(words(reading)) <= SHORT


def _best_weights(scored: Sequence[Scored], targets: tuple[str, ...]) -> Weights:
    """The shares that put the most right targets first; of equals the most even ones."""
    stacked = Scores(*(np.stack([getattr(s.scores, name) for s in scored]) for name in _NAMES))
    target = np.stack([s.target for s in scored])
    intent = np.stack([s.intent for s in scored])
    right = np.array([[target in s.question.expected for target in targets] for s in scored])
    rows = np.arange(len(scored))

    def worth(weights: Weights) -> tuple[float, float]:
        total = weights.total(stacked, target, intent)
        first = right[rows, total.argmax(axis=1)].mean()
        evenness = -float(np.var([weights.dense, weights.stems, weights.ngrams]))
        return round(float(first), 4), evenness

    return max(_all_weights(), key=worth)


_NAMES = ("dense", "stems", "ngrams")


def _all_weights() -> Iterator[Weights]:
    for dense, stems in product(range(1, 9), range(1, 6)):
        if dense + stems < 10:
            shares = dense / 10, stems / 10, (10 - dense - stems) / 10
            for targets, intents in product((0.3, 0.5, 1.0), (0.1, 0.2, 0.4)):
                yield Weights(*shares, targets, intents)


Case = tuple[Labelled, tuple[Candidate, ...], tuple[Candidate, ...]]


def _best_thresholds(cases: Sequence[Case], passage: float) -> Thresholds:
    """The thresholds of one language that gain the most."""

    def worth(limits: Thresholds) -> float:
        return sum(_gain(q, decide(i, e, (), limits)) for q, i, e in cases)

    best = Thresholds(0.6, 0.0, 0.4, 0.0, 0.0, passage)
    for _ in range(3):  # coordinate ascent settles in two or three rounds
        for name, (values, reach) in _GRID.items():
            gains = [worth(replace(best, **{name: value})) for value in values]
            best = replace(best, **{name: values[middle(gains, reach)]})
    return best


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    return tuple(np.round(np.arange(first, last, step), 3).tolist())


_GRID = {
    "safety": (_steps(0.0, 0.22, 0.02), 1),
    "intent": (_steps(0.0, 0.32, 0.02), 2),
    "choice": (_steps(0.2, 1.2, 0.025), 3),
    "answer": (_steps(0.3, 1.5, 0.025), 3),
    "lead": (_steps(0.0, 0.32, 0.02), 1),
}
"""What is tried for each threshold, and the neighbours that count (`plateau.middle`)."""


def _answered(
    cases: Sequence[Case], limits: Thresholds, answer: float
) -> list[tuple[Labelled, str | None]]:
    """Every question with the entry that answers it outright when that needs `answer`."""
    changed = replace(limits, answer=answer)
    decided = ((question, decide(i, e, (), changed)) for question, i, e in cases)
    return [
        (question, ranking.entries[0].target if ranking.outcome is Outcome.ANSWER else None)
        for question, ranking in decided
    ]


def _candidates(
    scored: Scored, targets: tuple[str, ...], weights: Weights
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    total = weights.total(scored.scores, scored.target, scored.intent)
    best = [Candidate(targets[n], float(total[n])) for n in np.argsort(-total, kind="stable")]
    intents = tuple(c for c in best if c.target.startswith(INTENT))
    return intents, tuple(c for c in best if not c.target.startswith(INTENT))[: OFFERED + 2]


def _gain(question: Labelled, ranking: Ranking) -> float:
    expected = set(question.expected)
    danger = bool(set(question.intents) & set(SAFETY))
    if ranking.outcome is Outcome.INTENT:
        got = ranking.intents[0].target
        if got in expected or (danger and got.removeprefix(INTENT) in SAFETY[:2]):
            return RIGHT_INTENT
        return FALSE_ALARM if got.removeprefix(INTENT) in SAFETY else WRONG_ANSWER
    if danger and not question.entries:
        return MISSED_DANGER
    offered = [c.target for c in ranking.entries[:OFFERED]]
    if ranking.outcome is Outcome.ANSWER:
        return RIGHT_ANSWER if offered[0] in expected else WRONG_ANSWER
    if ranking.outcome is Outcome.CHOICE:
        return RIGHT_OFFERED if expected & set(offered) else WRONG_OFFERED
    return RIGHT_INTENT if INTENT + "out_of_scope" in expected else REFUSED


def _quiet_passage(scored: Sequence[Scored], weights: dict[bool, Weights]) -> float:
    """A passage score that hardly any message out of scope reaches."""
    aside = [
        float(weights[_is_short(s.reading)].fuse(s.passage).max(initial=0.0))
        for s in scored
        if INTENT + "out_of_scope" in s.question.expected
    ]
    return float(np.quantile(aside, QUIET)) if aside else 1.0
