"""Sparse features of short messages: character n-grams, stems, and pairs of stems."""

from __future__ import annotations

import itertools

from bot.retrieval.lexical import stems
from bot.text import words

LONGEST_NGRAM = 5


def features(text: str) -> list[str]:
    """Character n-grams within words, and stems alone and in pairs with the text's ends."""
    found = [
        padded[start : start + length]
        for word in words(text)
        for padded in [f" {word} "]
        for length in range(1, LONGEST_NGRAM + 1)
        for start in range(max(1, len(padded) - length + 1))
    ]
    row = ["^", *stems(text), "$"]
    return found + [f"{a}_" for a in row] + [f"{a}_{b}" for a, b in itertools.pairwise(row)]
