"""Vectors of texts that were embedded before, so that training embeds only what is new.

Only for the texts of the library and of the training data: what people write is never kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from bot.retrieval.encoder import Encoder, Vectors

logger = logging.getLogger(__name__)

FILES = "vectors-*.sqlite"
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS vectors"
    " (text BLOB PRIMARY KEY, vector BLOB, day INTEGER) WITHOUT ROWID"
)
DAYS = 30
"""Days after which a vector that no training has used is let go."""
PATIENCE = 10.0
"""Seconds to wait for another training that writes."""
DAMAGE = (sqlite3.Error, ValueError, TypeError)


class CachedEncoder:
    """An encoder that looks for a text's hash in a file first; each encoder has its own."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        """Take an encoder and the folder of such files.

        A file that is damaged is made anew; one that cannot be written costs time only.
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
        if not texts:
            return self._encoder.embed([])
        hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        known = self._read(set(hashes))
        new = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        if new:
            known |= dict(zip(new, self._encoder.embed(list(new.values())), strict=True))
        self._write(known, new)
        return np.stack([known[key] for key in hashes])

    def _read(self, hashes: set[bytes]) -> dict[bytes, Vectors]:
        """Those of the hashes that the file has; a damaged file is thrown away."""
        if not self._path.is_file():
            return {}
        try:
            with contextlib.closing(self._open()) as file:
                file.execute(SCHEMA)  # another training may have made the file this moment
                rows = file.execute("SELECT text, vector FROM vectors")
                found = {key: np.frombuffer(v, np.float32) for key, v in rows if key in hashes}
            _check(list(found.values()))
        except DAMAGE as error:
            logger.warning("vectors are embedded anew (%s)", type(error).__name__)
            if "locked" not in str(error):  # then it is another training's, and whole
                with contextlib.suppress(OSError):
                    self._path.unlink()
            return {}
        return found

    def _write(self, known: dict[bytes, Vectors], new: Iterable[bytes]) -> None:
        """Add vectors, note which were of use today, and let go of those that long were not."""
        today = int(time.time() // 86_400)
        rows = [(key, known[key].tobytes(), today) for key in new]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(self._open()) as file, file:
                file.execute(SCHEMA)
                file.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                used = [(today, key, today) for key in known]
                file.executemany("UPDATE vectors SET day = ? WHERE text = ? AND day < ?", used)
                file.execute("DELETE FROM vectors WHERE day < ?", (today - DAYS,))
        except (OSError, sqlite3.Error) as error:
            logger.warning("vectors were not kept (%s)", type(error).__name__)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=PATIENCE)


def _check(vectors: Sequence[Vectors]) -> None:
    """Raise ValueError where they are not unit vectors of one length."""
    if vectors and not np.allclose(np.linalg.norm(np.stack(vectors), axis=1), 1, atol=1e-2):
        raise ValueError("no unit vectors")
