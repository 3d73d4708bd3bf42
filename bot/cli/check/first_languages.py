"""The translations that the project began with, which no copy may be without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import Problem
from bot.languages import FIRST_LANGUAGES, SOURCE_LANGUAGE

RULE = "missing"


def check_first_languages(root: Path) -> Iterator[Problem]:
    """PO files of the first languages that are not there."""
    for language in FIRST_LANGUAGES:
        file = f"locales/{language}/LC_MESSAGES/messages.po"
        if language != SOURCE_LANGUAGE and not (root / file).is_file():
            yield Problem(file, 0, "is missing; restore it with git.", RULE)
