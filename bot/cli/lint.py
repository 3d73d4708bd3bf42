"""`python -m bot lint`: what the texts have to mend, as file, line and sentence."""

from __future__ import annotations

from pathlib import Path

from bot.errors import LibraryError
from bot.library.editorial.lint import lint
from bot.library.live import Edition


def check_texts(root: Path) -> None:
    """Look through every text a reader can see, in each language.

    Raises:
        LibraryError: with every problem found.
    """
    Edition.read(root)
    if problems := lint(root):
        raise LibraryError(problems)
