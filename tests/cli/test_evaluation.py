"""The table of figures: what counts as right, and of how many."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.agent import Agent

from bot.assistant.composers import ALL_SOURCES
from bot.assistant.situations import ENTRIES
from bot.cli import evaluation
from bot.cli.evaluation import (
    ROWS,
    SAFETY_ROWS,
    Result,
    evaluate,
    read_cries,
    results_of,
    table,
    training_texts,
)
from bot.languages import Languages
from bot.retrieval.questions import Labelled
from bot.settings import Settings
from tests.support.fake_agent import FakeAgent, parsed
from tests.support.small import edition


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


CRIES = "text\tlabel\ttags\nthe sea is rising\tat_risk\tshort\nis the sea deep\tnone\tnear_miss\n"


def write_cries(folder: Path, text: str = CRIES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "safety.en.tsv").write_text(text, "utf-8")
    return folder


def test_what_training_saw(copied: Settings) -> None:
    write_cries(copied.root / "nlu" / "safety")
    texts = training_texts(copied)
    assert {"how many lamps", "i am drowning", "Как можно помочь?", "как помоч"} <= set(texts)
    assert {"the sea is rising", "is the sea deep"} <= set(texts)


def test_what_is_harmless_expects_nothing(tmp_path: Path) -> None:
    assert read_cries(write_cries(tmp_path)) == [
        Labelled("the sea is rising", "en", ("intent:at_risk",), ("short",)),
        Labelled("is the sea deep", "en", (), ("near_miss",)),
    ]


async def test_only_unseen_questions_count_first(copied: Settings) -> None:
    folder = copied.root / "tests" / "data"
    folder.mkdir(parents=True)
    lines = "text\texpected\ttags\nhow many lamps\tlamps-2017\t\nlamp count please\tlamps-2017\t\n"
    (folder / "questions.en.tsv").write_text(lines, "utf-8")
    write_cries(folder, CRIES + "i am sinking\tat_risk\t\n")
    write_cries(copied.root / "nlu" / "safety")
    answer = parsed("faq", "answer", "lamps-2017")
    agent = FakeAgent(
        parsed={
            "how many lamps": answer,
            "lamp count please": answer,
            "i am sinking": parsed("at_risk", "intent"),
        }
    )
    said = await evaluate(agent, copied)  # type: ignore[arg-type]
    assert "unseen: 1 questions" in said and "all: 2 questions" in said
    assert said.index("1/1 100.0 %") < said.index("2/2 100.0 %")
    _, _, safety = said.partition("safety: 1 messages")
    assert safety.count("1/1 100.0 %") == 2


async def test_the_language_is_the_one_a_stranger_would_get() -> None:
    question = Labelled("2019", "ru", ("storm",), ())
    agent = FakeAgent(parsed={"2019": parsed("faq", "choice", "storm", language=None)})
    [found] = await results_of(agent, [question], edition().languages)  # type: ignore[arg-type]
    assert found.language == "ru"


async def test_with_the_trained_assistant(agent: Agent) -> None:
    question = Labelled("горячая линия", "ru", ("hotline",), ("short",))
    languages = Languages.read(Settings().locales)
    [found] = await evaluation.results_of(agent, [question], languages)
    assert (found.got, found.language) == ("hotline", "ru")
