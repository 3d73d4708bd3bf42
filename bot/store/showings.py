"""How often readers came to an answer: counts by entry and language, no person, no time."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.store.database import Database

DAY_SECONDS = 86_400.0
"""Counts are written together, once in so long: a row written in the moment of a turn would say
what was asked in that turn."""

MOST = 1000
"""Once a count reaches it, all are halved: what was read long ago weighs ever less, and no date
need be kept to know it."""

COUNT = text(
    "INSERT INTO showings (entry, language, times) VALUES (:entry, :language, :times)"
    " ON CONFLICT (entry, language) DO UPDATE SET times = showings.times + excluded.times"
)
HALVE = text(
    "UPDATE showings SET times = times / 2"
    " WHERE EXISTS (SELECT 1 FROM showings WHERE times >= :most)"
)
READ = text(
    "SELECT entry, language, times FROM showings WHERE times >= :group ORDER BY entry, language"
)


@dataclass(frozen=True)
class Showing:
    """About how often an entry was shown in one language."""

    entry: str
    language: str
    times: int


class Showings:
    """Counts in memory, and writes whole groups only: no count on the disk is of a single reading.

    What is left over waits in memory for more, and is lost when the program stops.
    """

    def __init__(
        self, database: Database, group: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the database and how many make a crowd."""
        self._database = database
        self._group = group
        self._clock = clock
        self._waiting: Counter[tuple[str, str]] = Counter()
        self._written = clock()

    def add(self, entry: str, language: str) -> None:
        """Count a showing; touches neither disk nor network."""
        self._waiting[entry, language] += 1

    async def catch_up(self) -> None:
        """Write what has come together, if the time for it has come.

        Raises:
            StoreError: the database does not take it; it waits for the next time.
        """
        if self._clock() - self._written < DAY_SECONDS:
            return
        whole = {
            key: times // self._group * self._group
            for key, times in self._waiting.items()
            if times >= self._group
        }
        if whole:
            await asyncio.to_thread(self._database.run, lambda c: _write(c, whole))
        self._waiting -= Counter(whole)
        self._written = self._clock()

    async def all(self) -> list[Showing]:
        """All counts written that are a crowd's, by entry and language.

        Raises:
            StoreError: the database cannot be read.
        """
        crowd = {"group": self._group}
        rows = await asyncio.to_thread(self._database.run, lambda c: c.execute(READ, crowd).all())
        return [Showing(*row) for row in rows]


def _write(connection: Connection, counts: dict[tuple[str, str], int]) -> None:
    for (entry, language), times in sorted(counts.items()):
        connection.execute(COUNT, {"entry": entry, "language": language, "times": times})
    connection.execute(HALVE, {"most": MOST})
