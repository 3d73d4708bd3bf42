"""The sentence encoder: texts of both languages in, unit vectors out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderError

Vectors = NDArray[np.float32]

NEEDED = ("modules.json", "config.json", "model.safetensors", "tokenizer.json")
"""Files without which a folder is no sentence-transformers model."""
WORD_LENGTH = 3
"""Letters from which a word says something of its language."""
REPAIR = (
    "restore the folder (git checkout nlu/encoder) or set ENCODER to another "
    "sentence-transformers model."
)


class Encoder(Protocol):
    """Anything that embeds texts; `fingerprint` tells one encoder's vectors from another's."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would."""

    @property
    def words(self) -> frozenset[str]:
        """The whole words of WORD_LENGTH letters or more in the tokenizer's vocabulary."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""


def encoder_fingerprint(name: str) -> str:
    """The fingerprint of an encoder without loading it.

    Args:
        name: a folder, or a name on a model hub.

    Raises:
        EncoderError: files of the folder are missing.
    """
    if not is_folder(name):
        return f"hub:{name}"
    folder = Path(name)
    missing = [file for file in NEEDED if not (folder / file).is_file()]
    if missing:
        raise EncoderError(f"The encoder in {folder} lacks {', '.join(missing)}; {REPAIR}")
    digest = hashlib.sha256()
    for file in NEEDED:
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()


def is_folder(name: str) -> bool:
    """Whether an encoder's name is a folder's, not a hub's."""
    return Path(name).is_absolute() or Path(name).is_dir()


def whole_words(vocabulary: Sequence[str]) -> frozenset[str]:
    """The whole words of WORD_LENGTH letters or more among a tokenizer's pieces."""
    return frozenset(p for p in vocabulary if len(p) >= WORD_LENGTH and p.isalpha())
