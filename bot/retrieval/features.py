"""Sparse features of short messages: character n-grams, stems, and pairs of stems."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bot.retrieval.lexical import stems
from bot.text import words

LONGEST_NGRAM = 5


def features(text: str, stemmed: Sequence[str] | None = None) -> list[str]:
    """Character n-grams within words, and stems alone and in pairs with the text's ends.

    Args:
        text: the message.
        stemmed: its stems, where they are known already.
    """
    found = [
        padded[start : start + length]
        for word in words(text)
        for padded in [f" {word} "]
        for length in range(1, LONGEST_NGRAM + 1)
        for start in range(max(1, len(padded) - length + 1))
    ]
    row = ["^", *(stems(text) if stemmed is None else stemmed), "$"]
    return found + [f"{a}_" for a in row] + [f"{a}_{b}" for a, b in itertools.pairwise(row)]
