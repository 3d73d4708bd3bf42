"""`python -m bot evaluate`: what readers would get for labelled questions, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.assistant.importer import LibraryImporter
from bot.assistant.turn import answer_language
from bot.cli.figures import ROWS, SAFETY_ROWS, Result, table
from bot.languages import Languages
from bot.library.live import Edition
from bot.retrieval.cries import HARMLESS, read_examples
from bot.retrieval.questions import INTENT, Labelled, read_questions, unseen
from bot.settings import Settings


async def evaluate(agent: Agent, settings: Settings) -> str:
    """A table of figures per language for the questions of tests/data.

    Only questions that appear nowhere in the training data count; the last table takes in
    the others too, as the people who wrote the questions left them.
    """
    everything = read_questions(settings.root / "tests" / "data")
    trained_on = training_texts(settings)
    fresh = unseen(everything, trained_on)
    languages = Edition.read(settings.root).languages
    parts = []
    for title, questions in (("unseen", fresh), ("all", everything)):
        results = await results_of(agent, questions, languages)
        parts.append(table(results, f"{title}: {len(questions)} questions", ROWS))
    cries = unseen(read_cries(settings.root / "tests" / "data"), trained_on)
    results = await results_of(agent, cries, languages)
    parts.append(table(results, f"safety: {len(cries)} messages", SAFETY_ROWS))
    return "\n\n".join(parts)


def training_texts(settings: Settings) -> list[str]:
    """Every text that the trained model has seen with its label."""
    importer = LibraryImporter(str(settings.root / "config.yml"))
    texts = [example.get("text") for example in importer.get_nlu_data().intent_examples]
    return texts + [e.text for e in read_examples(settings.root / "nlu" / "safety")]


def read_cries(folder: Path) -> list[Labelled]:
    """Every line of safety.<language>.tsv in a folder; what is harmless expects nothing."""
    return [
        Labelled(
            example.text,
            example.language,
            () if example.label == HARMLESS else (INTENT + example.label,),
            example.tags,
        )
        for example in read_examples(folder)
    ]


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
