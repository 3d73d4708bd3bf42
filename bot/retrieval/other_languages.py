"""Tells languages that translators have added from English and Russian, by words and letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.text import cyrillic_words, words
from bot.transliteration import to_latin

_ALPHABETS = "abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюя"


class OtherLanguages:
    """Knows the words of each language's own texts, and its letters that English and Russian
    have not.

    It rather says nothing: Russian in Latin letters, taken for a third language, would not be read
    as Russian, and a cry for help in it not be heard.
    """

    def __init__(
        self,
        samples: Mapping[str, Sequence[str]],
        english: Sequence[str],
        russian: Sequence[str],
        vocabulary: Iterable[str],
    ) -> None:
        """Take the words.

        Args:
            samples: language code → texts; there is at least one language.
            english: texts in English.
            russian: texts in Russian, in either alphabet.
            vocabulary: common words of both.
        """
        cyrillic = (text for text in russian if cyrillic_words(text))
        respelt = (spelling for text in cyrillic for spelling in to_latin(text))
        self._both = _words((*english, *russian, *respelt)).union(vocabulary)
        self._words = {code: _words(texts) for code, texts in samples.items()}
        self._letters = {
            code: frozenset("".join(own)).difference(_ALPHABETS)
            for code, own in self._words.items()
        }

    def find(self, spoken: Sequence[str]) -> str | None:
        """The language that words are in, None where it cannot be told from English and Russian.

        Half of the words must be known there, and more be known only there than only to the two.

        Args:
            spoken: folded words.
        """
        ahead = {code: self._ahead(code, spoken) for code in self._words}
        best = max(ahead, key=lambda code: ahead[code])
        return best if ahead[best] > 0 else None

    def _ahead(self, code: str, spoken: Sequence[str]) -> int:
        own, letters = self._words[code], self._letters[code]
        there = {word for word in spoken if word in own or not letters.isdisjoint(word)}
        here = {word for word in self._both.intersection(spoken) if letters.isdisjoint(word)}
        is_told = 2 * len(there) >= len(set(spoken))
        return len(there - here) - len(here - there) if is_told else 0


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words(text) if word.isalpha())
