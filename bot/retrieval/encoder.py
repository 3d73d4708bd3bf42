"""The sentence encoder: texts of both languages in, unit vectors out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderError

Vectors = NDArray[np.float32]

NEEDED = ("modules.json", "config.json", "model.safetensors", "tokenizer.json")
"""Files without which a folder is no sentence-transformers model."""


WORD_LENGTH = 3
"""Letters from which a word says something of its language."""


class Encoder(Protocol):
    """Anything that embeds texts; `fingerprint` tells one encoder's vectors from another's."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""


class SentenceEncoder:
    """A sentence-transformers model from a folder or, by the operator's choice, from a hub."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Args:
            name: a folder, or a name on a model hub.

        Raises:
            EncoderError: files are missing or cannot be read.
        """
        self.name = name
        self.fingerprint = encoder_fingerprint(name)
        self._model = _load(name, local=_is_folder(name))

    @property
    def words(self) -> frozenset[str]:
        """The whole words of WORD_LENGTH letters or more in the tokenizer's vocabulary."""
        pieces = self._model.tokenizer.get_vocab()
        return frozenset(p for p in pieces if len(p) >= WORD_LENGTH and p.isalpha())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


@lru_cache(maxsize=2)
def load_encoder(name: str) -> SentenceEncoder:
    """The encoder of that name, loaded once in a process."""
    return SentenceEncoder(name)


def _check_folder(folder: Path) -> None:
    missing = [file for file in NEEDED if not (folder / file).is_file()]
    if missing:
        raise EncoderError(
            f"The encoder in {folder} lacks {', '.join(missing)}; restore the folder "
            "(git checkout nlu/encoder) or set ENCODER to another sentence-transformers model."
        )


def encoder_fingerprint(name: str) -> str:
    """The fingerprint of an encoder without loading it.

    Args:
        name: a folder, or a name on a model hub.

    Raises:
        EncoderError: files of the folder are missing.
    """
    if not _is_folder(name):
        return f"hub:{name}"
    folder = Path(name)
    _check_folder(folder)
    digest = hashlib.sha256()
    for file in NEEDED:
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()


def _is_folder(name: str) -> bool:
    return Path(name).is_absolute() or Path(name).is_dir()


def _load(name: str, local: bool) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=local)
    except Exception as error:  # the library raises whatever its parsers raise
        raise EncoderError(
            f"The encoder {name} cannot be loaded ({type(error).__name__}); restore the folder "
            "(git checkout nlu/encoder) or set ENCODER to another sentence-transformers model."
        ) from error
    return model.float()
