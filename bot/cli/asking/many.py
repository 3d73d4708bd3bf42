"""Tries a file of questions, or the project's own, and compares with another version."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.assistant.agent import load_agent
from bot.cli.asking.comparison import changes
from bot.cli.asking.parsing import parse
from bot.cli.asking.questions import own_questions, questions_of
from bot.cli.asking.release import answers, release, run
from bot.cli.asking.report import Report, answered, changed
from bot.cli.training import ensure_model
from bot.settings import Settings


def try_questions(settings: Settings, file: Path | None, against: str | None) -> Report:
    """What the questions get; what has changed where a version is named.

    Args:
        settings: say where.
        file: questions; the project's own without it.
        against: a tag, branch or commit, or `last`.

    Raises:
        RyadomError: the file, the version or the library cannot be used.
    """
    questions = questions_of(file) if file else own_questions(settings)
    version = release(settings.root, against) if against else None
    ensure_model(settings)
    asked = [(question.text, question.language) for question in questions]
    now = asyncio.run(parse(load_agent(settings), asked))
    if version is None:
        return answered(questions, now)
    before = answers(settings, version, questions, run)
    return changed(changes(questions, before, now), len(questions), str(version))
