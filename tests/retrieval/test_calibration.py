"""Weights and thresholds read off labelled questions."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bot.retrieval import calibration
from bot.retrieval.calibration import calibrate
from bot.retrieval.corpus import phrases
from bot.retrieval.index import QUESTION, Index, Phrase, Scores
from bot.retrieval.questions import Labelled, read_questions
from bot.retrieval.ranker import (
    SAFETY,
    Calibration,
    Candidate,
    Outcome,
    Ranker,
    Ranking,
    Weights,
)
from tests.support.classifiers import fitted
from tests.support.encoders import FakeEncoder
from tests.support.small import ROOT, edition

ENCODER = FakeEncoder()
QUESTIONS = read_questions(ROOT / "nlu" / "calibration")
INTENTS = {
    "intent:greet": ["hello", "hello there", "привет", "добрый день"],
    "intent:at_risk": ["i am drowning", "the boat is sinking", "я тону", "мы сейчас утонем"],
    "intent:exposure": ["where does the keeper sleep", "where they hide", "где спит смотритель"],
}


@cache
def ranker(questions: tuple[Labelled, ...] = tuple(QUESTIONS)) -> Ranker:
    """A ranker calibrated on these questions."""
    found = [*phrases(edition())]
    found += [Phrase(t, QUESTION, target, "") for target, ts in INTENTS.items() for t in ts]
    index = Index.build(found, ENCODER.embed, ENCODER.fingerprint)
    classifiers = fitted(index)
    readings = [question.text for question in questions]
    found_best = calibrate(index, classifiers, questions, readings, ENCODER.embed(readings))
    return Ranker(index, classifiers, found_best)


def rank(text: str, language: str) -> Ranking:
    return ranker().rank(text, ENCODER.embed([text])[0], language)


def test_weights_are_shares_and_every_language_has_thresholds() -> None:
    found = ranker().calibration
    for weights in (found.short, found.longer):
        assert weights.dense + weights.stems + weights.ngrams == pytest.approx(1.0)
        assert min(vars(weights).values()) > 0
    assert set(found.thresholds) == {"en", "ru"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_it_was_calibrated_on_comes_out_right(question: Labelled) -> None:
    ranking = rank(question.text, question.language)
    if set(question.intents) & set(SAFETY):
        assert ranking.outcome is Outcome.INTENT
        assert ranking.intents[0].target in question.expected
    elif question.entries:
        offered = [candidate.target for candidate in ranking.entries[:3]]
        assert ranking.outcome in (Outcome.ANSWER, Outcome.CHOICE)
        assert set(offered) & set(question.expected)
    else:
        assert ranking.outcome not in (Outcome.ANSWER, Outcome.CHOICE)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.intents == ("out_of_scope",)])
def test_no_passage_rises_above_what_is_out_of_scope(question: Labelled) -> None:
    limits = ranker().calibration.for_language(question.language)
    best = rank(question.text, question.language).passages[0].score
    assert 0 < best == pytest.approx(limits.passage, abs=1e-6)


@pytest.mark.parametrize(("reading", "score"), [("a short one", 0.9), ("one of four words", 0.2)])
def test_passages_are_weighed_as_the_message_will_be(reading: str, score: float) -> None:
    one, none = np.ones(1, dtype=np.float32), np.zeros(1, dtype=np.float32)
    aside = Labelled(reading, "en", ("intent:out_of_scope",), ())
    passage = Scores(0.9 * one, 0.2 * one, none)
    scored = calibration.Scored(aside, reading, Scores(none, none, none), none, none, passage)
    weights = {True: Weights(1, 0, 0, 1, 1), False: Weights(0, 1, 0, 1, 1)}
    assert calibration._quiet_passage([scored], weights) == pytest.approx(score)


def test_the_same_questions_give_the_same_calibration() -> None:
    first: Calibration = ranker().calibration
    assert ranker.__wrapped__(tuple(QUESTIONS)).calibration == first


def gain(expected: str, outcome: str, intent: str, *entries: str) -> float:
    """What a result is worth where `expected` was asked for."""
    ranking = Ranking(
        Outcome(outcome),
        (Candidate(intent, 0.9),),
        tuple(Candidate(entry, 0.5) for entry in entries),
        (),
    )
    return calibration._gain(Labelled("x", "en", tuple(expected.split("|")), ()), ranking)


def test_a_missed_danger_costs_most() -> None:
    missed = gain("intent:at_risk", "answer", "intent:greet", "storm")
    alarm = gain("storm", "intent", "intent:at_risk", "storm")
    wrong = gain("storm", "answer", "intent:greet", "lamps")
    asked_back = gain("storm", "choice", "intent:greet", "lamps", "keeper", "oil")
    offered = gain("storm", "choice", "intent:greet", "lamps", "storm")
    right = gain("storm", "answer", "intent:greet", "storm")
    refused = gain("intent:out_of_scope", "nothing", "intent:greet", "storm")
    assert missed < alarm < wrong < asked_back < 0 < offered < right == refused


@pytest.mark.parametrize("intent", ["intent:at_risk", "intent:self_harm"])
def test_one_danger_taken_for_the_other_is_no_fault(intent: str) -> None:
    assert gain("intent:at_risk", "intent", intent) == calibration.RIGHT_INTENT
    assert gain("intent:at_risk", "intent", "intent:hostile") < 0


def test_only_the_three_that_are_shown_are_offered() -> None:
    assert gain("d", "choice", "intent:greet", "a", "b", "c", "d") == calibration.WRONG_OFFERED


def test_without_questions_out_of_scope_no_passage_is_shown() -> None:
    inside = tuple(q for q in QUESTIONS if "out_of_scope" not in q.intents)
    for limits in ranker(inside).calibration.thresholds.values():
        assert limits.passage == pytest.approx(1.0)
    assert np.isfinite(
        [limits.passage for limits in ranker().calibration.thresholds.values()]
    ).all()
