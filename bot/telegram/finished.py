"""The numbers of the latest updates that were answered, across restarts.

They count one bot's updates and say nothing of anybody.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from struct import Struct

logger = logging.getLogger(__name__)

REMEMBERED = 2000
_NUMBER = Struct("<q")


class FinishedUpdates:
    """A file of numbers, written as soon as each is known: a killed process loses none."""

    def __init__(self, path: Path) -> None:
        """Read what there is and keep the newest of it.

        Args:
            path: the file; made if absent. Where it cannot be used, nothing is remembered.
        """
        self.known: list[int] = []
        self._file: int | None = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.known = _numbers(path)[-REMEMBERED:]
            shortened = path.with_name(path.name + ".new")
            shortened.touch(mode=0o600)
            shortened.write_bytes(b"".join(_NUMBER.pack(number) for number in self.known))
            shortened.replace(path)
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND)
        except OSError as trouble:
            logger.warning(
                "telegram: answered updates are not remembered (%s)", type(trouble).__name__
            )

    def add(self, update_id: int) -> None:
        """Note a finished update."""
        if self._file is not None:
            try:
                os.write(self._file, _NUMBER.pack(update_id))
            except OSError as trouble:  # a full disk must not keep anybody from an answer
                logger.warning("telegram: an update not noted (%s)", type(trouble).__name__)

    def close(self) -> None:
        """Nothing more will be noted."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _numbers(path: Path) -> list[int]:
    content = path.read_bytes() if path.exists() else b""
    whole = len(content) - len(content) % _NUMBER.size
    return [number for (number,) in _NUMBER.iter_unpack(content[:whole])]
