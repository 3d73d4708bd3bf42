"""Takes out of a question what could tell who asked or whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

from bot.text import clean, cyrillic_words, fold

GAP = "…"
_YEAR = re.compile(r"20[0-3]\d")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|t\.me/|\.(?:ru|com|org|io|net|me)\b)\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile(r"[а-я]+")
UNLIKELY = 0.02
"""Probability of a reading up to which a Russian word of the library is not taken for a name."""

_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
"""Grammemes of OpenCorpora for given names, surnames, patronymics, places, organisations."""

_STREETS = set(
    "улица ул проспект пр просп переулок пер шоссе площадь пл бульвар проезд набережная"
    " микрорайон мкр поселок село станица аул".split()
)


class Scrubber:
    """Keeps only words known to be harmless, so that a name nobody foresaw is gone too.

    A word stays if the library's texts hold it in small letters, or its questions as the last
    part of a public name ("Kadyrov", not "Ramzan"). A Russian word also stays if the dictionary
    of pymorphy3 (OpenCorpora) knows it, and goes if it can be a name or names a street. Numbers,
    links, handles, addresses and all other words become a gap. Years stay.
    """

    def __init__(self, questions: Iterable[str], texts: Iterable[str]) -> None:
        """Take the library's questions, and all its texts as they are written."""
        names = {name for question in questions for name in _last_names(question)}
        likeliest = (parse for name in names for parse in _parses(name)[:1])
        # "Каримов" reads as "of several Karims" too
        self._public = names | {p.normal_form for p in likeliest if "Name" not in p.tag}
        self._known = {word for text in texts for word in _small_words(text)}

    def scrub(self, untrusted_text: str) -> str:
        """The harmless words of a message, gaps as "…"; empty where too little is left to read."""
        words = fold(_ADDRESS.sub(" 0 ", clean(untrusted_text))).split()
        streets = _streets(words)
        kept = [
            word if n not in streets and self._is_harmless(word) else GAP
            for n, word in enumerate(words)
        ]
        joined = [w for n, w in enumerate(kept) if w != GAP or n == 0 or kept[n - 1] != GAP]
        return " ".join(joined) if any(len(word) > 2 for word in joined) else ""

    def _is_harmless(self, word: str) -> bool:
        if any(letter.isdigit() for letter in word):
            return bool(_YEAR.fullmatch(word))
        if not cyrillic_words(word):
            return word in self._public or word in self._known
        parses = _parses(word)
        if word in self._known:
            parses = [parse for parse in parses if parse.score > UNLIKELY]
        if any(parse.normal_form in self._public for parse in parses):
            return True
        if any(_NAMES & parse.tag.grammemes for parse in parses):
            return False
        return word in self._known or any(parse.is_known for parse in parses)


def _streets(words: list[str]) -> set[int]:
    """Where street names stand: what follows "улица", and an adjective before it."""
    found = set()
    for place, word in enumerate(words):
        if word in _STREETS or any(p.normal_form in _STREETS for p in _parses(word)):
            found.add(place + 1)
            if place and any("ADJF" in p.tag for p in _parses(words[place - 1])):
                found.add(place - 1)
    return found


def _small_words(text: str) -> Iterator[str]:
    """The folded words of a text that do not begin with a capital letter."""
    return (fold(word) for word in _WORD.findall(text) if not word[0].isupper())


def _last_names(text: str) -> Iterator[str]:
    """The folded capitalised words of a text that no other capitalised word follows."""
    words = _WORD.findall(text)
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word[0].isupper() and not following[:1].isupper():
            yield fold(word)


def _parses(word: str) -> list[Parse]:
    """The readings of a folded word, likeliest first; none of what is no Russian word."""
    return _morphology().parse(word) if _RUSSIAN.fullmatch(word) else []


@lru_cache(maxsize=1)
def _morphology() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")
