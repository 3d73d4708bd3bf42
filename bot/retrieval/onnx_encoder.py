"""The encoder by ONNX Runtime: the same vectors, without PyTorch, in a third of the time.

The body is written as an ONNX graph once for an encoder; the embedding table, two thirds of the
weights, stays in the 16 bits that it lies in and is looked up by numpy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderError
from bot.retrieval.encoder import REPAIR, Vectors, encoder_fingerprint, whole_words

TABLE = "embeddings.word_embeddings.weight"
BATCH = 64
"""Texts at a time, of about one length."""


class OnnxEncoder:
    """A BERT with mean pooling from a sentence-transformers folder and its prepared graph."""

    def __init__(self, folder: str, graph: Path) -> None:
        """Load both.

        Args:
            folder: the encoder.
            graph: what `prepare` made of it.

        Raises:
            EncoderError: files are missing or cannot be read.
        """
        import onnxruntime
        from safetensors import safe_open
        from tokenizers import Tokenizer

        self.fingerprint = encoder_fingerprint(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a turn is one text; the other cores are for others
        options.log_severity_level = 4
        try:
            self._tokenizer: Any = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
            weights: Any = safe_open(Path(folder) / "model.safetensors", "numpy")  # type: ignore[no-untyped-call]
            self._table: NDArray[np.float16] = weights.get_tensor(TABLE)
            settings = json.loads((Path(folder) / "sentence_bert_config.json").read_text("utf-8"))
        except Exception as error:  # the libraries raise whatever their parsers raise
            raise EncoderError(
                f"The encoder {folder} cannot be loaded ({type(error).__name__}); {REPAIR}"
            ) from error
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise EncoderError(
                f"The encoder's graph {graph} cannot be read ({type(error).__name__}); "
                "delete it and start again, then it is written anew."
            ) from error
        self._tokenizer.enable_truncation(settings["max_seq_length"])
        self._tokenizer.no_padding()

    @property
    def words(self) -> frozenset[str]:
        """The whole words in the tokenizer's vocabulary."""
        return whole_words(list(self._tokenizer.get_vocab()))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(rows), self._table.shape[1]), dtype=np.float32)
        order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            vectors[places] = self._run([rows[place] for place in places])
        return vectors

    def _run(self, rows: list[list[int]]) -> Vectors:
        ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        inputs = self._table[ids].astype(np.float32)
        (vectors,) = self._session.run(None, {"inputs": inputs, "mask": mask})
        return np.asarray(vectors, dtype=np.float32)
