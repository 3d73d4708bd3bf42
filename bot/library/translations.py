"""The translations in use, each with the place where it stands in its PO file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from bot.languages import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Translation:
    """One message as a language has it.

    Attributes:
        ids: the English: one text, or the singular and the plural.
        forms: the translation, or each of its plural forms.
        comments: what the translator is told.
        file, line: the PO file relative to the root, and where the translation begins in it.
    """

    language: str
    ids: tuple[str, ...]
    forms: tuple[str, ...]
    comments: str
    file: str
    line: int


def read_translations(root: Path) -> Iterator[Translation]:
    """Every finished translation under `root`/locales, neither fuzzy nor obsolete.

    A file that cannot be read yields nothing; Languages.read names it.
    """
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        language = path.parent.parent.name
        if language != SOURCE_LANGUAGE:
            yield from _read(path, path.relative_to(root).as_posix(), language)


def _read(path: Path, file: str, language: str) -> Iterator[Translation]:
    try:
        Locale.parse(language)
        with path.open("rb") as po:
            catalog = read_po(po, locale=language, abort_invalid=True)
        lines = path.read_text("utf-8").splitlines()
    except (PoFileError, UnknownLocaleError, ValueError, LookupError, OSError):
        return
    for message in catalog:
        forms = _several(message.string)
        if message.id and all(forms) and not message.fuzzy:
            line = _line_of_translation(lines, message.lineno or 1)
            comments = " ".join(message.auto_comments)
            yield Translation(language, _several(message.id), forms, comments, file, line)


def _several(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (list, tuple)) else (text or "",)


def _line_of_translation(lines: list[str], line: int) -> int:
    """The line of the msgstr that follows a message's beginning."""
    numbered = enumerate(lines[line - 1 :], line)
    return next((number for number, text in numbered if text.startswith("msgstr")), line)
