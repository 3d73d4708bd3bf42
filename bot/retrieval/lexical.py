"""Lexical likeness of a short message and known phrases: word stems and character n-grams.

Three of four messages have three words or fewer, where sentence embeddings say little; stems
(Snowball, https://snowballstem.org) bring inflected Russian together, n-grams forgive typing.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

import numpy as np
import snowballstemmer
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.text import words

Scores = NDArray[np.float32]

_CYRILLIC = re.compile(r"[а-яё]")


class _Stemmers(threading.local):
    """A stemmer holds the word it works on: each thread has its own, because a newly trained
    model is loaded beside the one that answers."""

    def __init__(self) -> None:
        self.en = snowballstemmer.stemmer("english")
        self.ru = snowballstemmer.stemmer("russian")


_STEMMERS = _Stemmers()


def stem(word: str) -> str:
    """The stem of one folded word, Russian or English by its letters."""
    stemmer = _STEMMERS.ru if _CYRILLIC.search(word) else _STEMMERS.en
    return str(stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


class LexicalIndex:
    """Cosine of TF-IDF vectors between a query and every phrase, by stems and by n-grams."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Fit on the phrases.

        Args:
            phrases: the known phrases, in the order in which scores are returned.
        """
        self._by_stem = TfidfVectorizer(analyzer=stems, sublinear_tf=True, dtype=np.float32)
        self._by_ngram = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 4),
            preprocessor=_spaced,
            sublinear_tf=True,
            dtype=np.float32,
        )
        self._stem_rows = self._by_stem.fit_transform(phrases).T.tocsr()
        self._ngram_rows = self._by_ngram.fit_transform(phrases).T.tocsr()

    def score(self, query: str) -> tuple[Scores, Scores]:
        """Likeness to every phrase, by stems and by n-grams.

        Args:
            query: the message.

        Returns:
            Two float32 arrays of shape (phrases,) with values from 0 to 1.
        """
        by_stem = self._by_stem.transform([query]) @ self._stem_rows
        by_ngram = self._by_ngram.transform([query]) @ self._ngram_rows
        return by_stem.toarray()[0], by_ngram.toarray()[0]


def _spaced(text: str) -> str:
    return " ".join(words(text))
