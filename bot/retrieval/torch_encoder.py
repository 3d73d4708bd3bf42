"""Any sentence-transformers model, as that library runs it: the reference, and the fall-back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.errors import EncoderError
from bot.retrieval.encoder import REPAIR, Vectors, encoder_fingerprint, is_folder, whole_words


class TorchEncoder:
    """A sentence-transformers model from a folder or, by the operator's choice, from a hub."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Args:
            name: a folder, or a name on a model hub.

        Raises:
            EncoderError: files are missing or cannot be read.
        """
        self.fingerprint = encoder_fingerprint(name)
        self._model = _load(name, local=is_folder(name))

    @property
    def words(self) -> frozenset[str]:
        """The whole words in the tokenizer's vocabulary."""
        return whole_words(list(self._model.tokenizer.get_vocab()))

    @property
    def body(self) -> Any:
        """The network, a module of PyTorch."""
        return self._model[0].auto_model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(name: str, local: bool) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=local)
    except Exception as error:  # the library raises whatever its parsers raise
        raise EncoderError(
            f"The encoder {name} cannot be loaded ({type(error).__name__}); {REPAIR}"
        ) from error
    return model.float()
