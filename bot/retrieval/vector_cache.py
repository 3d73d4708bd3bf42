"""Vectors of texts that were embedded before, so that training embeds only what is new.

Only for the texts of the library and of the training data: what people write is never kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.retrieval.encoder import Encoder, Vectors

logger = logging.getLogger(__name__)

FILES = "vectors-*.sqlite"
SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
PATIENCE = 10.0
"""Seconds to wait for another training that writes."""


class CachedEncoder:
    """An encoder that looks for a text's hash in a file first; each encoder has its own."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        """Take an encoder and the folder of such files.

        A file that cannot be read is made anew; one that cannot be written costs time only.
        """
        self._encoder = encoder
        self.fingerprint = encoder.fingerprint
        name = hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:16]
        self._path = folder / FILES.replace("*", name)

    @property
    def words(self) -> frozenset[str]:
        """The encoder's."""
        return self._encoder.words

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        hashes = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = self._read(set(hashes))
        new = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        if new:
            vectors = self._encoder.embed(list(new.values()))
            known |= dict(zip(new, vectors, strict=True))
            self._write({key: known[key] for key in new})
        if not hashes:
            return self._encoder.embed([])
        return np.stack([known[key] for key in hashes])

    def _read(self, hashes: set[bytes]) -> dict[bytes, Vectors]:
        if not self._path.is_file():
            return {}
        try:
            with contextlib.closing(self._open()) as file:
                rows = file.execute("SELECT text, vector FROM vectors")
                return {key: np.frombuffer(v, np.float32) for key, v in rows if key in hashes}
        except sqlite3.DatabaseError as error:
            logger.warning("vectors are embedded anew (%s)", type(error).__name__)
            if not isinstance(error, sqlite3.OperationalError):
                self._path.unlink(missing_ok=True)
            return {}

    def _write(self, vectors: dict[bytes, Vectors]) -> None:
        rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(self._open()) as file, file:
                file.execute(SCHEMA)
                file.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
        except (OSError, sqlite3.Error) as error:
            logger.warning("vectors were not kept (%s)", type(error).__name__)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=PATIENCE)
