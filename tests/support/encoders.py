"""A sentence encoder without a model: alike texts get alike vectors."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from bot.retrieval.encoder import Vectors
from bot.text import fold

DIMENSIONS = 256


class FakeEncoder:
    """Counts hashed character trigrams; knows nothing of meaning."""

    fingerprint = "fake"
    words = frozenset({"lighthouse", "маяк"})

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), DIMENSIONS)."""
        self.embedded += texts
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            padded = f"  {fold(text)}  "
            for start in range(len(padded) - 2):
                vector[crc32(padded[start : start + 3].encode()) % DIMENSIONS] += 1
            vector /= np.linalg.norm(vector)
        return vectors
