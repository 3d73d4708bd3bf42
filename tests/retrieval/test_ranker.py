"""The decision: a reply by intent, an answer, a choice, a passage, or a no."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from bot.retrieval.alarm import Alarm
from bot.retrieval.cries import HARMLESS, SAFETY
from bot.retrieval.index import PASSAGE, QUESTION, Index, Phrase, Scores
from bot.retrieval.ranker import (
    Calibration,
    Candidate,
    Outcome,
    Ranker,
    Thresholds,
    Weights,
    _best,
    decide,
    hear,
    intent_columns,
)
from bot.retrieval.safety import SafetyClassifier
from tests.support.classifiers import fitted
from tests.support.encoders import FakeEncoder

LIMITS = Thresholds(answer=0.6, lead=0.1, choice=0.4, intent=0.2, safety=0.0, passage=0.5)
WEIGHTS = Weights(dense=0.2, stems=0.4, ngrams=0.4, targets=0.1, intents=0.2)
CALIBRATION = Calibration(
    WEIGHTS,
    Weights(0.6, 0.2, 0.2, 0.1, 0.2),
    {"en": replace(LIMITS, choice=0.45), "ru": replace(LIMITS, answer=0.7)},
)


def candidates(**scores: float) -> tuple[Candidate, ...]:
    """Entries, or with a name such as intent_greet intents."""
    return tuple(Candidate(t.replace("intent_", "intent:"), s) for t, s in scores.items())


@pytest.mark.parametrize(
    ("intents", "entries", "passage", "outcome"),
    [
        ({}, {"storm": 0.9, "lamps": 0.3}, 0.0, "answer"),
        ({}, {"storm": 0.6}, 0.0, "answer"),
        ({}, {"storm": 0.9, "lamps": 0.85}, 0.0, "choice"),
        ({}, {"storm": 0.59}, 0.0, "choice"),
        ({}, {"storm": 0.39}, 0.6, "passage"),
        ({}, {"storm": 0.39}, 0.49, "nothing"),
        ({}, {}, 0.0, "nothing"),
        ({"intent_greet": 0.9}, {"storm": 0.6}, 0.0, "intent"),
        ({"intent_greet": 0.7}, {"storm": 0.6}, 0.0, "choice"),
        ({"intent_greet": 0.5}, {"storm": 0.6}, 0.0, "answer"),
        ({"intent_greet": 0.4}, {"storm": 0.3}, 0.0, "intent"),
        ({"intent_at_risk": 0.7}, {"storm": 0.7}, 0.0, "intent"),
        ({"intent_self_harm": 0.9}, {"storm": 0.9, "lamps": 0.1}, 0.0, "intent"),
        ({"intent_exposure": 0.5}, {"storm": 0.4}, 0.9, "intent"),
    ],
)
def test_what_a_message_gets(
    intents: dict[str, float], entries: dict[str, float], passage: float, outcome: str
) -> None:
    passages = (Candidate("gazette#p1", passage),)
    ranking = decide(candidates(**intents), candidates(**entries), passages, LIMITS)
    assert ranking.outcome is Outcome(outcome)


@pytest.mark.parametrize("intent", SAFETY)
def test_a_doubt_goes_to_safety(intent: str) -> None:
    intents = candidates(intent_greet=0.65, **{f"intent_{intent}": 0.6})
    ranking = decide(intents, candidates(storm=0.65), (), replace(LIMITS, safety=0.1))
    assert ranking.outcome is Outcome.INTENT
    assert ranking.intents[0].target == f"intent:{intent}"
    assert decide(intents, candidates(storm=0.65), (), LIMITS).outcome is not Outcome.INTENT


def test_the_addition_is_for_safety_only() -> None:
    intents = candidates(intent_greet=0.6)
    ranking = decide(intents, candidates(storm=0.5), (), replace(LIMITS, safety=0.5))
    assert ranking.intents == intents


def test_weights_give_one_score_a_target() -> None:
    one, two = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    assert WEIGHTS.fuse(Scores(one, two, two)).tolist() == pytest.approx([0.2, 0.8])


@pytest.mark.parametrize(
    ("query", "short"),
    [("lamps", True), ("how many lamps", True), ("how many, lamps?!", True), ("a b c d", False)],
)
def test_three_words_lean_on_the_lexical_side(query: str, short: bool) -> None:
    assert CALIBRATION.weights(query) == (CALIBRATION.short if short else CALIBRATION.longer)


def test_where_the_language_cannot_be_told_it_is_judged_most_strictly() -> None:
    assert CALIBRATION.for_language("en") == CALIBRATION.thresholds["en"]
    assert CALIBRATION.for_language("ru") == CALIBRATION.thresholds["ru"]
    assert CALIBRATION.for_language(None) == CALIBRATION.thresholds["ru"]


def test_a_language_without_thresholds_of_its_own_has_the_english_ones() -> None:
    assert CALIBRATION.for_language("uk") == CALIBRATION.thresholds["en"]


def test_a_calibration_survives_json() -> None:
    stored = json.loads(json.dumps(CALIBRATION.as_dict()))
    assert Calibration.from_dict(stored) == CALIBRATION


def test_what_the_classifiers_say_is_added() -> None:
    none, one, two = np.zeros(2), np.array([1.0, 0.0]), np.array([0.0, 1.0])
    scores = Scores(one, two, two)
    assert WEIGHTS.total(scores, none, none).tolist() == WEIGHTS.fuse(scores).tolist()
    assert WEIGHTS.total(scores, one, two).tolist() == pytest.approx([0.3, 1.0])


def test_the_intent_of_an_entry_is_that_of_questions() -> None:
    columns = intent_columns(("storm", "intent:greet", "lamps"), ("at_risk", "faq", "greet"))
    assert columns.tolist() == [1, 2, 1]


QUESTIONS = {
    "storm": ["what did the storm do", "the storm"],
    "lamps": ["how many lamps", "number of lamps"],
    "keeper": ["who is the keeper", "keeper of the house"],
    "pier": ["the pier is long", "where is the pier"],
    "boats": ["how many boats", "red boats"],
    "oil": ["where is the oil", "bring oil"],
    "intent:greet": ["hello there", "good morning"],
    "intent:at_risk": ["i am drowning", "we are sinking"],
}
PASSAGES = ["Waves of nine metres.", "A cold winter.", "Two foxes.", "A letter from the island."]


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    encoder = FakeEncoder()
    phrases = [Phrase(t, QUESTION, target, "en") for target, ts in QUESTIONS.items() for t in ts]
    passages = [Phrase(t, PASSAGE, f"gazette#p{n}", "en") for n, t in enumerate(PASSAGES, 1)]
    index = Index.build([*phrases, *passages], encoder.embed, encoder.fingerprint)
    return Ranker(index, fitted(index), CALIBRATION)


@pytest.mark.parametrize(
    ("query", "outcome", "first"),
    [
        ("storm", "answer", "storm"),
        ("WHO is the keeper?", "answer", "keeper"),
        ("hello there", "intent", "intent:greet"),
        ("we are sinking", "intent", "intent:at_risk"),
        ("how many", "choice", "lamps"),
        ("waves of nine metres", "passage", "gazette#p1"),
        ("qqq", "nothing", None),
    ],
)
def test_ranking(ranker: Ranker, query: str, outcome: str, first: str | None) -> None:
    ranking = ranker.rank(query, FakeEncoder().embed([query])[0], "en")
    found = {"intent": ranking.intents, "passage": ranking.passages}
    assert ranking.outcome is Outcome(outcome)
    if first:
        assert found.get(outcome, ranking.entries)[0].target == first


def test_the_best_few_are_those_of_all_sorted() -> None:
    generator = np.random.default_rng(1)
    targets = tuple(f"p{n}" for n in range(50))
    for scores in (generator.random(50, dtype=np.float32), np.ones(50, dtype=np.float32)):
        assert _best(targets, scores, 3) == _best(targets, scores)[:3]
    assert _best(targets[:2], scores[:2], 3) == _best(targets[:2], scores[:2])


def test_best_first_and_no_more_than_can_be_used(ranker: Ranker) -> None:
    ranking = ranker.rank("how many", FakeEncoder().embed(["how many"])[0], "en")
    assert len(ranking.entries) == 5
    assert len(ranking.passages) == 3
    assert len(ranking.intents) == 2
    for found in (ranking.entries, ranking.passages, ranking.intents):
        scores = [candidate.score for candidate in found]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", ["", "?!", "😀", "👍🏽 …"])
def test_without_words_nothing_is_decided(ranker: Ranker, query: str) -> None:
    ranking = ranker.rank(query, FakeEncoder().embed(["hello there"])[0], "en")
    assert (ranking.outcome, ranking.intents, ranking.entries) == (Outcome.NOTHING, (), ())


ALARMS = [Alarm(doubt=-0.1, sure=0.2)] * len(SAFETY)


@pytest.mark.parametrize(
    ("margins", "known", "raised"),
    [
        ([-0.5, -0.4, -0.3], False, None),
        ([-0.5, 0.0, -0.3], False, "at_risk"),
        ([-0.5, 0.0, -0.3], True, None),
        ([-0.5, 0.3, -0.3], True, "at_risk"),
        ([0.4, 0.3, -0.3], False, "self_harm"),
        ([0.1, 0.3, 0.5], True, "exposure"),
    ],
)
def test_a_doubt_gives_way_only_to_what_is_well_known(
    margins: list[float], known: bool, raised: str | None
) -> None:
    alarm = hear(margins, ALARMS, known)
    assert (alarm.target if alarm else None) == (f"intent:{raised}" if raised else None)


def test_alarms_by_language_the_most_sensitive_where_it_is_not_known() -> None:
    alarms = {"en": {"at_risk": Alarm(-0.1, 0.3)}, "ru": {"at_risk": Alarm(-0.3, 0.1)}}
    calibration = replace(CALIBRATION, alarms=alarms)
    assert calibration.alarm("en", "at_risk") == Alarm(-0.1, 0.3)
    assert calibration.alarm(None, "at_risk") == calibration.alarm("uk", "at_risk")
    assert calibration.alarm(None, "at_risk") == Alarm(-0.3, 0.1)
    stored = json.loads(json.dumps(calibration.as_dict()))
    assert Calibration.from_dict(stored) == calibration


CRIES = {
    "at_risk": ["the storm is killing us", "we are in the storm help"],
    HARMLESS: ["how many lamps", "who is the keeper", "the storm of 2017"],
}


def test_a_cry_is_heard_before_anything_is_looked_up(ranker: Ranker) -> None:
    encoder = FakeEncoder()
    texts = [text for found in CRIES.values() for text in found]
    labels = [label for label, found in CRIES.items() for _ in found]
    situations = ["boat", "boat", "", "", ""]
    safety, _ = SafetyClassifier.fit(texts, encoder.embed(texts), labels, situations)
    alarms = {"en": dict.fromkeys(SAFETY, Alarm(-0.2, 0.15))}
    calibration = replace(CALIBRATION, alarms=alarms)
    guarded = Ranker(ranker.index, ranker.classifiers, calibration, safety)

    def rank(query: str) -> tuple[str, str, str]:
        found = guarded.rank(query, encoder.embed([query])[0], "en")
        return found.outcome.value, found.intents[0].target, found.situation

    assert rank("the storm is killing us")[:2] == ("intent", "intent:at_risk")
    assert rank("the storm is killing us")[2] == "boat"
    assert rank("how many lamps")[0] == "answer"
