"""One message of a PO file with all that a check has to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from bot.cli.locales.pofile import language_of, read
from bot.errors import Problem, Severity

_LIMIT = re.compile(r"at most (\d+) characters")


@dataclass(frozen=True)
class Unit:
    """A message and its translation.

    Attributes:
        language: its code.
        ids: the English: one text, or singular and plural.
        forms: the translation, or each of its plural forms; empty texts where there is none.
        said: the comments of the template, as one text.
        file, line: where the translation stands.
        message: as Babel has read it.
    """

    language: str
    ids: tuple[str, ...]
    forms: tuple[str, ...]
    said: str
    file: str
    line: int
    message: Message

    @property
    def is_used(self) -> bool:
        """Whether readers get it: translated in every form, and not fuzzy."""
        return all(self.forms) and not self.message.fuzzy

    @property
    def limit(self) -> int | None:
        """How many characters it may have, None where it may have any number."""
        return min((int(number) for number in _LIMIT.findall(self.said)), default=None)

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each form with the English that it is compared to, the plural for plural forms."""
        return ((self.ids[-1], form) for form in self.forms)

    def error(self, rule: str, sentence: str) -> Problem:
        """What must be mended before readers get it."""
        return Problem(self.file, self.line, sentence, rule)

    def warning(self, rule: str, sentence: str) -> Problem:
        """What somebody should look at."""
        return Problem(self.file, self.line, sentence, rule, Severity.WARNING)


def read_units(path: Path, root: Path) -> list[Unit]:
    """The messages of a PO file, without the header.

    Raises:
        LibraryError: the file cannot be read.
    """
    catalog = read(path, root)
    lines = path.read_text("utf-8").splitlines()
    name = path.relative_to(root).as_posix()
    return [
        Unit(
            language_of(path),
            _several(message.id),
            _several(message.string),
            " ".join(message.auto_comments),
            name,
            _line_of_translation(lines, message.lineno or 1),
            message,
        )
        for message in catalog
        if message.id
    ]


def _several(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(part or "" for part in text) if isinstance(text, (list, tuple)) else (text or "",)


def _line_of_translation(lines: list[str], line: int) -> int:
    numbered = enumerate(lines[line - 1 :], line)
    return next((number for number, text in numbered if text.startswith("msgstr")), line)
