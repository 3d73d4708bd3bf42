"""The rule about lengths: what has a limit keeps it in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.errors import Problem
from bot.library.translations import read_translations

RULE = "length"
_LIMIT = re.compile(r"\b(\d+) characters")


def check_lengths(root: Path) -> Iterator[Problem]:
    """Translations longer than the comment above them admits, such as buttons."""
    for translation in read_translations(root):
        limits = [int(match[1]) for match in _LIMIT.finditer(translation.comments)]
        longest = max(map(len, translation.forms))
        if limits and longest > min(limits):
            message = (
                f"the translation has {longest} characters of at most {min(limits)}; shorten it."
            )
            yield Problem(translation.file, translation.line, message, RULE)
