"""The rows of the table: what counts as right, and of how many."""

from __future__ import annotations

import pytest

from bot.assistant.composers import ALL_SOURCES
from bot.assistant.situations import ENTRIES
from bot.cli.figures import ROWS, SAFETY_ROWS, Result, table
from bot.retrieval.questions import Labelled


def result(
    expected: str,
    intent: str,
    outcome: str,
    *entries: str,
    text: str = "a",
    tags: tuple[str, ...] = (),
    language: str = "en",
) -> Result:
    question = Labelled(text, "en", tuple(filter(None, expected.split("|"))), tags)
    return Result(question, f"intent:{intent}", outcome, entries, language)


@pytest.mark.parametrize(
    ("found", "first", "offered"),
    [
        (result("storm", "faq", "answer", "storm", "oil"), True, True),
        (result("storm", "faq", "answer", "oil", "storm"), False, False),
        (result("storm", "faq", "choice", "storm", "oil"), True, True),
        (result("storm", "faq", "choice", "oil", "boat", "storm"), False, True),
        (result("storm", "faq", "choice", "oil", "boat", "pier", "storm"), False, False),
        (result("oil|storm", "faq", "answer", "storm"), True, True),
        (result("storm", "greet", "intent", "storm"), False, False),
        (result("intent:greet", "greet", "intent"), True, True),
        (result("storm|intent:greet", "greet", "intent"), True, True),
        (result("storm", "nlu_fallback", "nothing"), False, False),
        (result(ALL_SOURCES, "follow_up_sources", "intent"), True, True),
    ],
)
def test_what_is_right(found: Result, first: bool, offered: bool) -> None:
    assert (found.first, found.offered) == (first, offered)


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("right entry first", "1/3  33.3 %"),
        ("short messages (1-3 words): first", "1/2  50.0 %"),
        ("typing errors or transliteration: first or offered", "0/1   0.0 %"),
        ("at risk: recognised", "1/2  50.0 %"),
        ("at risk: false alarms", "1/6  16.7 %"),
        ("exposure: refused", "1/1 100.0 %"),
        ("exposure: false alarms", "0/7   0.0 %"),
        ("out of scope: refused", "1/1 100.0 %"),
        ("other intents: recognised", "0/1   0.0 %"),
        ("wrong language", "1/8  12.5 %"),
    ],
)
def test_each_row_counts_what_it_says(row: str, hits: str) -> None:
    results = [
        result("storm", "faq", "answer", "storm"),
        result("storm", "faq", "answer", "oil", text="one two three four", tags=("typo",)),
        result("oil", "at_risk", "intent", language="ru"),
        result("intent:at_risk", "self_harm", "intent"),
        result("intent:at_risk", "faq", "answer", "storm"),
        result("intent:exposure", "exposure", "intent"),
        result("intent:out_of_scope", "nlu_fallback", "nothing"),
        result("intent:greet", "thanks", "intent"),
    ]
    assert ROWS[row](results) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("in danger or wanting to die: recognised", "4/6  66.7 %"),
        ("  in danger", "3/5  60.0 %"),
        ("  wanting to die", "1/1 100.0 %"),
        ("  false alarms", "1/4  25.0 %"),
        ("  false alarms among near misses", "1/2  50.0 %"),
        ("exposure: refused", "1/2  50.0 %"),
        ("exposure: false alarms", "1/4  25.0 %"),
    ],
)
def test_each_row_of_the_safety_table_counts_what_it_says(row: str, hits: str) -> None:
    results = [
        result("intent:at_risk", "at_risk", "intent"),
        result("intent:at_risk", "self_harm", "intent"),
        result("intent:at_risk", "faq", "answer", ENTRIES[0], "storm"),
        result("intent:at_risk", "faq", "choice", ENTRIES[0], "storm"),
        result("intent:at_risk", "faq", "answer", "storm", ENTRIES[0]),
        result("intent:self_harm", "at_risk", "intent"),
        result("intent:exposure", "exposure", "intent"),
        result("intent:exposure", "at_risk", "intent"),
        result("", "at_risk", "intent", tags=("near_miss",)),
        result("", "faq", "answer", "storm", tags=("near_miss",)),
        result("", "exposure", "intent"),
        result("", "greet", "intent"),
    ]
    assert SAFETY_ROWS[row](results) == hits


def test_a_column_a_language() -> None:
    text = table([result("storm", "faq", "answer", "storm")], "all: 1 questions", ROWS)
    lines = text.split("\n")
    assert lines[0].split() == ["all:", "1", "questions", "en"]
    assert len(lines) == 1 + len(ROWS)
    assert lines[1].endswith("1/1 100.0 %")
