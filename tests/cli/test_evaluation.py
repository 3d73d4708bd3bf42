"""The table of figures: which questions count, and what each gets."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent

from bot.cli.evaluation import evaluate, read_cries, results_of, training_texts
from bot.languages import Languages
from bot.retrieval.questions import Labelled
from bot.settings import Settings
from tests.support.fake_agent import FakeAgent, parsed
from tests.support.small import edition

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
    [found] = await results_of(agent, [question], languages)
    assert (found.got, found.language) == ("hotline", "ru")
