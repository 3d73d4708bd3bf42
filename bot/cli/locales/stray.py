"""English that was left in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

from bot.cli.locales.unit import Unit
from bot.errors import Problem

_NOT_WORDS = re.compile(r"\{[^{}]*\}|\w*[./@:][\w./:-]*\w|<[^<>]*>")
_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ \u00a0][A-Za-z][A-Za-z'’-]*)*")
_WORD = re.compile(r"[A-Za-z]{3,}")
_NAMES = re.compile(r", (?:publisher|organisation)\.")


def check_stray(unit: Unit) -> Iterator[Problem]:
    """English words in a translation that are part of no name or title.

    A name is a run of words with a capital: “Amnesty International”, “House of Commons”. In a
    language in Latin letters only a translation that is the English word for word is found.
    """
    for english, form in unit.pairs:
        if english == form:
            if _is_sentence(english) and not _NAMES.search(unit.said):
                yield unit.error("untranslated", "the translation is the English; translate it.")
        elif not in_latin_letters(unit.language):
            words = {word.lower() for word in _WORD.findall(_NOT_WORDS.sub(" ", english))}
            for run in _RUN.findall(_NOT_WORDS.sub(" ", form)):
                if run == run.lower() and words & set(_WORD.findall(run)):
                    yield unit.warning("stray", f"“{run}” is left in English; translate it.")


def in_latin_letters(language: str) -> bool:
    """Whether a language is written in Latin letters, by the names of its months."""
    months = Locale.parse(language).months["format"]["wide"].values()
    return bool(re.search("[a-z]", "".join(months), re.IGNORECASE))


def _is_sentence(text: str) -> bool:
    """Whether a text has words in small letters, as no name has."""
    return bool(re.search(r"(?<![\w'])[a-z]{3,}", _NOT_WORDS.sub(" ", text)))
