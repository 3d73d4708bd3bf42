"""`python -m bot evaluate`: what readers would get for labelled questions, as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.assistant.composers import ALL_SOURCES
from bot.assistant.importer import LibraryImporter
from bot.assistant.turn import answer_language
from bot.languages import Languages
from bot.retrieval.questions import INTENT, Labelled, read_questions, unseen
from bot.retrieval.ranker import FAQ, OFFERED, SHORT
from bot.settings import Settings
from bot.text import words

DANGER = {INTENT + "at_risk", INTENT + "self_harm"}
EXPOSURE = INTENT + "exposure"
OUT_OF_SCOPE = INTENT + "out_of_scope"


@dataclass(frozen=True)
class Result:
    """What one question got: an intent as `intent:x`, or entries in order, and a language."""

    question: Labelled
    intent: str
    outcome: str
    entries: tuple[str, ...]
    language: str

    @property
    def got(self) -> str:
        """The entry answered, or the intent."""
        if self.outcome == "answer" and self.intent == INTENT + FAQ:
            return self.entries[0]
        # what "source?" gets at the beginning of a conversation
        return ALL_SOURCES if self.intent == INTENT + "follow_up_sources" else self.intent

    @property
    def first(self) -> bool:
        """Whether what is expected was answered or stands first among what is offered."""
        expected = self.question.expected
        if self.got in expected:
            return True
        return self.outcome == "choice" and self.entries[0] in expected

    @property
    def offered(self) -> bool:
        """Whether what is expected was answered or is one of the buttons."""
        if self.first:
            return True
        return self.outcome == "choice" and bool(
            set(self.entries[:OFFERED]) & set(self.question.expected)
        )


async def evaluate(agent: Agent, settings: Settings) -> str:
    """A table of figures per language for the questions of tests/data.

    Only questions that appear nowhere in the training data count; the last table takes in
    the others too, as the people who wrote the questions left them.
    """
    everything = read_questions(settings.root / "tests" / "data")
    fresh = unseen(everything, training_texts(settings))
    languages = Languages.read(settings.locales)
    parts = []
    for title, questions in (("unseen", fresh), ("all", everything)):
        results = await results_of(agent, questions, languages)
        parts.append(table(results, f"{title}: {len(questions)} questions"))
    return "\n\n".join(parts)


def table(results: Sequence[Result], title: str) -> str:
    """The figures of some results, a row each, a column a language."""
    codes = sorted({result.question.language for result in results})
    rows = [(name, [row(_of(results, code)) for code in codes]) for name, row in ROWS.items()]
    width = max(len(name) for name in (title, *ROWS))
    lines = [f"{title:<{width}}  " + "  ".join(f"{code:>16}" for code in codes)]
    lines += [f"{name:<{width}}  " + "  ".join(f"{v:>16}" for v in row) for name, row in rows]
    return "\n".join(lines)


def training_texts(settings: Settings) -> list[str]:
    """Every text that the trained model has seen with its label."""
    importer = LibraryImporter(str(settings.root / "config.yml"))
    return [example.get("text") for example in importer.get_nlu_data().intent_examples]


async def results_of(
    agent: Agent, questions: Sequence[Labelled], languages: Languages
) -> list[Result]:
    """The results themselves, for a closer look."""
    return [await _result(agent, question, languages) for question in questions]


async def _result(agent: Agent, question: Labelled, languages: Languages) -> Result:
    message = UserMessage(question.text, metadata={"language_code": question.language})
    parsed: dict[str, Any] = await agent.processor.parse_message(message)
    knowledge = parsed.get("knowledge") or {}
    return Result(
        question,
        INTENT + parsed["intent"]["name"],
        knowledge.get("outcome", ""),
        tuple(candidate["target"] for candidate in knowledge.get("entries", ())),
        answer_language(languages, parsed, None, None, question.language),
    )


def _of(results: Sequence[Result], language: str) -> list[Result]:
    return [result for result in results if result.question.language == language]


def _share(
    belongs: Callable[[Result], bool], holds: Callable[[Result], bool]
) -> Callable[[Sequence[Result]], str]:
    def row(results: Sequence[Result]) -> str:
        cases = [result for result in results if belongs(result)]
        hits = sum(holds(result) for result in cases)
        share = 100 * hits / len(cases) if cases else 0.0
        return f"{hits}/{len(cases)} {share:5.1f} %"

    return row


def _asks(result: Result) -> bool:
    return bool(result.question.entries)


def _is_short(result: Result) -> bool:
    return _asks(result) and len(words(result.question.text)) <= SHORT


def _endangered(result: Result) -> bool:
    return bool(DANGER & set(result.question.expected)) and not _asks(result)


def _harmless(result: Result) -> bool:
    return not (DANGER & set(result.question.expected))


def _exposes(result: Result) -> bool:
    return EXPOSURE in result.question.expected and not _asks(result)


def _aside(result: Result) -> bool:
    return OUT_OF_SCOPE in result.question.expected and not _asks(result)


ROWS: dict[str, Callable[[Sequence[Result]], str]] = {
    "right entry first": _share(_asks, lambda r: r.first),
    "right entry first or offered": _share(_asks, lambda r: r.offered),
    "short messages (1-3 words): first": _share(_is_short, lambda r: r.first),
    "short messages: first or offered": _share(_is_short, lambda r: r.offered),
    "typing errors or transliteration: first or offered": _share(
        lambda r: _asks(r) and bool({"typo", "translit"} & set(r.question.tags)),
        lambda r: r.offered,
    ),
    "at risk: recognised": _share(_endangered, lambda r: r.intent in DANGER),
    "at risk: false alarms": _share(_harmless, lambda r: r.intent in DANGER),
    "exposure: refused": _share(_exposes, lambda r: r.intent == EXPOSURE),
    "exposure: false alarms": _share(
        lambda r: EXPOSURE not in r.question.expected, lambda r: r.intent == EXPOSURE
    ),
    "out of scope: refused": _share(
        _aside,
        lambda r: r.outcome in ("intent", "nothing") and r.intent != INTENT + FAQ,
    ),
    "other intents: recognised": _share(
        lambda r: not (_asks(r) or _endangered(r) or _exposes(r) or _aside(r)), lambda r: r.first
    ),
    "wrong language": _share(lambda r: True, lambda r: r.language != r.question.language),
}
