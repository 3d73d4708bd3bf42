"""Lexical likeness of a short message and known phrases: word stems and character n-grams.

Three of four messages have three words or fewer, where sentence embeddings say little; stems
(Snowball, https://snowballstem.org) bring inflected Russian together, n-grams forgive typing.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from bot.retrieval.tfidf import Likeness, Tfidf
from bot.text import words

Scores = NDArray[np.float32]

_CYRILLIC = re.compile(r"[а-яё]")
_FOREIGN = re.compile(r"[^\W\d_a-zа-яё]")
LENGTHS = (2, 3, 4)
"""Of n-grams."""


class _Stemmers(threading.local):
    """A stemmer holds the word it works on: each thread has its own, because a newly trained
    model is loaded beside the one that answers."""

    def __init__(self) -> None:
        self.en = snowballstemmer.stemmer("english")
        self.ru = snowballstemmer.stemmer("russian")


_STEMMERS = _Stemmers()


def stem(word: str) -> str:
    """The stem of one folded word, Russian or English by its letters; with a letter that neither
    has, the word itself."""
    if _FOREIGN.search(word):
        return word
    stemmer = _STEMMERS.ru if _CYRILLIC.search(word) else _STEMMERS.en
    return str(stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


def ngrams(text: str) -> list[str]:
    """The n-grams of characters within a text's words, each word between two blanks."""
    return [
        padded[start : start + length]
        for word in words(text)
        for padded in [f" {word} "]
        for length in LENGTHS
        for start in range(len(padded) - length + 1)
    ]


@dataclass(frozen=True)
class Lexemes:
    """What a text is made of: its stems and its n-grams, worked out once for every index."""

    stems: tuple[str, ...]
    ngrams: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Lexemes:
        """Of a message."""
        return cls(tuple(stems(text)), tuple(ngrams(text)))


class LexicalIndex:
    """Cosine of TF-IDF vectors between a query and every phrase, by stems and by n-grams."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Fit on the phrases.

        Args:
            phrases: the known phrases, in the order in which scores are returned.
        """
        stem_of = cache(stem)  # phrases share most of their words; it is not kept
        fitted = Tfidf.fit(lambda text: [stem_of(word) for word in words(text)], phrases)
        self._stem_likeness = Likeness(fitted.transform(phrases))
        self._by_stem = Tfidf(stems, fitted.vocabulary, fitted.idf)
        self._by_ngram = Tfidf.fit(ngrams, phrases)
        self._ngram_likeness = Likeness(self._by_ngram.transform(phrases))

    def score(self, query: Lexemes) -> tuple[Scores, Scores]:
        """Likeness to every phrase, by stems and by n-grams.

        Args:
            query: the message's.

        Returns:
            Two float32 arrays of shape (phrases,) with values from 0 to 1.
        """
        by_stem = self._stem_likeness(self._by_stem.rows([query.stems]))
        by_ngram = self._ngram_likeness(self._by_ngram.rows([query.ngrams]))
        return by_stem[0], by_ngram[0]
