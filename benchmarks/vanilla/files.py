"""Writes this project's intents and library as the files of a Rasa project.

Every entry becomes a response of the retrieval intent of its language, `faq_en/argun` and
`faq_ru/argun`. Rasa's default cannot tell languages apart otherwise, and so it answers in the
right one; within a language it also has half as many ways of asking to tell apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from shutil import copy
from typing import Any

import yaml

from bot.assistant.composers import compose
from bot.assistant.replies import Replies
from bot.assistant.turn import Turn
from bot.library.live import Edition
from bot.retrieval.corpus import phrases
from bot.retrieval.index import QUESTION
from bot.retrieval.ranker import FAQ
from bot.settings import Settings

CONFIG = Path(__file__).with_name("config.yml")
FALLBACK = "nlu_fallback"
VERSION = "3.1"

STORIES = (
    ("greet", "{faq}", "thanks", "goodbye"),
    ("greet", "help", "{faq}", "{faq}", "goodbye"),
    ("{faq}", "{faq}", "thanks"),
    ("bot_challenge", "privacy", "{faq}", "thanks"),
)
"""Conversations for the policies that learn; `{faq}` is a question in the story's language."""


def write(settings: Settings, folder: Path, epochs: int | None = None) -> None:
    """Write config.yml, domain.yml and data/ into an empty folder.

    Args:
        settings: where the intents and the library are.
        folder: receives the files.
        epochs: of every part that learns, for a try-out; those of config.yml when None.
    """
    edition = Edition.read(settings.root)
    data = folder / "data"
    data.mkdir(parents=True)
    for path in sorted((settings.root / "nlu").glob("*.yml")):
        copy(path, data)
    _dump({"nlu": _questions(edition)}, data / "faq.yml")
    answered = [*_intents(data), FALLBACK]
    retrieval = [retrieval_intent(code) for code in edition.languages.codes]
    known = {*answered, *retrieval}
    stories = [tuple(step for step in s if step in known) for s in _stories(retrieval)]
    _dump({"rules": _steps("rule", ((i,) for i in [*answered, *retrieval]))}, data / "rules.yml")
    _dump({"stories": _steps("story", stories)}, data / "stories.yml")
    responses = {**_answers(edition), **_replies(edition, settings, answered)}
    _dump({"intents": [*answered, *retrieval], "responses": responses}, folder / "domain.yml")
    _write_config(folder / "config.yml", epochs)


def retrieval_intent(language: str) -> str:
    """The retrieval intent of a language's questions."""
    return f"{FAQ}_{language}"


def _questions(edition: Edition) -> list[dict[str, str]]:
    """Every way of asking, as the assistant itself is given it."""
    texts = defaultdict(list)
    for phrase in phrases(edition):
        if phrase.kind == QUESTION:
            name = f"{retrieval_intent(phrase.language)}/{phrase.target}"
            texts[name].append(" ".join(phrase.text.split()))
    return [{"intent": name, "examples": _lines(found)} for name, found in texts.items()]


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


def _intents(data: Path) -> list[str]:
    """The intents of the copied files, in their order."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(data.glob("intents.*.yml"))]
    return list(
        dict.fromkeys(item["intent"] for f in files for item in f["nlu"] if "intent" in item)
    )


def _answers(edition: Edition) -> dict[str, list[dict[str, str]]]:
    return {
        f"utter_{retrieval_intent(code)}/{entry.id}": [
            {"text": _literal(edition.renderer(code).answer(entry))}
        ]
        for entry in edition.library.entries.values()
        for code in edition.languages.codes
    }


def _replies(
    edition: Edition, settings: Settings, intents: Iterable[str]
) -> dict[str, list[dict[str, str]]]:
    """What the assistant says to an intent, in all languages, one below the other."""
    found = {}
    for intent in intents:
        name = "utter_answer" if intent == FALLBACK else f"utter_{intent}"
        said = [
            compose(name, Turn(code), Replies(edition, code, settings)).text
            for code in edition.languages.codes
        ]
        found[f"utter_{intent}"] = [{"text": _literal("\n\n".join(said))}]
    return found


def _literal(text: str) -> str:
    """A text in which Rasa finds no slots to fill."""
    return text.replace("{", "(").replace("}", ")")


def _stories(retrieval: Iterable[str]) -> list[tuple[str, ...]]:
    return [
        tuple(step.format(faq=name) for step in story) for name in retrieval for story in STORIES
    ]


def _steps(kind: str, conversations: Iterable[tuple[str, ...]]) -> list[dict[str, Any]]:
    """Conversations as Rasa's rules or stories: each intent and its response."""
    return [
        {
            kind: f"{kind} {number}",
            "steps": [
                step
                for intent in conversation
                for step in ({"intent": intent}, {"action": f"utter_{intent}"})
            ],
        }
        for number, conversation in enumerate(conversations, 1)
    ]


def _write_config(path: Path, epochs: int | None) -> None:
    config = yaml.safe_load(CONFIG.read_text("utf-8"))
    for part in [*config["pipeline"], *config["policies"]]:
        if epochs is not None and "epochs" in part:
            part["epochs"] = epochs
    path.write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")


def _dump(content: dict[str, Any], path: Path) -> None:
    text = yaml.safe_dump({"version": VERSION, **content}, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")
