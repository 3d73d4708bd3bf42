"""Which of others' paragraphs may be shown: those in which no rule finds anything.

Nobody has read them as our own words are read, so there are no exceptions, and more is kept back:
single first names, and where people hide or how they leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pymorphy3 import MorphAnalyzer

from bot.errors import Problem
from bot.library.editorial.claims import Claims
from bot.library.editorial.names import Register
from bot.library.editorial.texts import Text
from bot.library.editorial.vocabulary import WHEREABOUTS, Vocabulary
from bot.library.editorial.wording import check_contacts, check_words
from bot.transliteration import to_cyrillic

UNKNOWN_LANGUAGE = "language"
"""Stands for a rule where a document is in a language for which there are no words."""

_CAPITALISED = re.compile(r"(?<!\w)[A-ZА-ЯЁ][a-zа-яё]{2,}")
_ORDINARY = re.compile(
    r"All|Any|But|Time|January|June|August|France|Germany|Kremlin|Muslim|Грозн(?:ый|ого|ому|ом|ым)"
)
"""Words that read as a Russian name and are none."""

_PERSON = {"Name", "Patr", "Surn"}
"""Grammemes of OpenCorpora for given names, patronymics and surnames."""


class Screen:
    """The rules as they apply to others' words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Apply what the volunteers' lists say."""
        self._vocabulary = vocabulary
        self._languages = {word.language for word in vocabulary.words}
        self._register = Register(vocabulary.names)
        self._claims = {
            code: Claims(vocabulary.signs, code, self._register) for code in self._languages
        }

    @classmethod
    def read(cls, root: Path, problems: list[Problem]) -> Screen:
        """With the lists under `root`; what is wrong in them goes to `problems`."""
        return cls(Vocabulary.read(root, problems))

    def broken(self, paragraph: str, language: str) -> set[str]:
        """The rules that speak against a paragraph; it may be offered where there are none."""
        if language not in self._languages:
            return {UNKNOWN_LANGUAGE}
        return set(self._rules(paragraph, language))

    def _rules(self, paragraph: str, language: str) -> Iterator[str]:
        for code in sorted(self._languages):  # a document quotes other languages
            text = Text("", "text", code, paragraph, False, "", 0, [])
            yield from (found.rule for found in check_words(text, self._vocabulary.words))
        text = Text("", "text", language, paragraph, False, "", 0, [])
        yield from (found.rule for found in check_contacts(text))
        yield from (found.rule for found in self._claims[language].check(text))
        yield from (found.rule for found in self._register.check(text))
        for word in self._vocabulary.words:
            if word.rule == WHEREABOUTS and any(p.search(paragraph) for p in word.patterns):
                yield WHEREABOUTS
        if any(map(_is_a_persons, _CAPITALISED.findall(self._register.without_listed(paragraph)))):
            yield "names"


def _is_a_persons(word: str) -> bool:
    """Whether the likeliest reading of a capitalised word is a name of a person.

    Latin letters are read as Russian, as most who are named come from there; in them any word
    looks like some surname, so the dictionary must know it.
    """
    is_latin = word.isascii()
    letters = to_cyrillic(word.lower().replace("x", "ks")) if is_latin else word.lower()
    likeliest = next(iter(_morphology().parse(letters)), None)
    if likeliest is None or (is_latin and not likeliest.is_known) or _ORDINARY.fullmatch(word):
        return False
    return bool(_PERSON & likeliest.tag.grammemes)


@lru_cache(maxsize=1)
def _morphology() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")
