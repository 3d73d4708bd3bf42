"""Cutting words into pieces, at times into shorter ones than need be.

MaxMatch-Dropout of Hiraoka (2022): a rare word's ending is then learnt from frequent words too,
and a word that the training never saw is read from pieces that it did.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from tokenizers import Tokenizer

from .vocabulary import CONTINUATION, is_cyrillic

LONGEST = 96
DROPOUT = 0.1


def encode(tokenizer: Tokenizer, sentences: Sequence[str]) -> list[list[int]]:
    """Ids of each sentence with [CLS] and [SEP], at most `LONGEST`."""
    return [
        [*encoding.ids[:-1][: LONGEST - 1], encoding.ids[-1]]
        for encoding in tokenizer.encode_batch(list(sentences))
    ]


class Segmenter:
    """Cuts Russian words with dropout; everything else as the tokenizer does."""

    def __init__(self, tokenizer: Tokenizer, dropout: float = DROPOUT) -> None:
        """Take the vocabulary; `dropout` is the probability to pass over a longest piece."""
        self.tokenizer, self.dropout = tokenizer, dropout
        self.vocabulary: dict[str, int] = tokenizer.get_vocab()
        self.longest = max(map(len, self.vocabulary))
        self.ends = self.vocabulary["[CLS]"], self.vocabulary["[SEP]"]

    def encode(self, sentences: Sequence[str], chance: random.Random) -> list[list[int]]:
        """Ids of each sentence with [CLS] and [SEP], at most `LONGEST`."""
        return [self._one(sentence, chance) for sentence in sentences]

    def _one(self, sentence: str, chance: random.Random) -> list[int]:
        ids: list[int] = []
        text = self.tokenizer.normalizer.normalize_str(sentence)
        for word, _ in self.tokenizer.pre_tokenizer.pre_tokenize_str(text):
            ids += self._word(word, chance)
        return [self.ends[0], *ids[: LONGEST - 2], self.ends[1]]

    def _word(self, word: str, chance: random.Random) -> list[int]:
        dropout = self.dropout if is_cyrillic(word) else 0.0
        ids: list[int] = []
        start = 0
        while start < len(word):
            mark = CONTINUATION if start else ""
            for end in range(min(len(word), start + self.longest), start, -1):
                row = self.vocabulary.get(mark + word[start:end])
                if row is not None and (end == start + 1 or chance.random() >= dropout):
                    ids.append(row)
                    start = end
                    break
            else:
                return [self.vocabulary["[UNK]"]]
        return ids
