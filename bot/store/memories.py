"""What is kept of a person between two messages: language, last topic, when each expires."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.errors import StoreError
from bot.store.database import Database
from bot.store.sealing import Sealer

logger = logging.getLogger(__name__)

RECENT_SECONDS = 900.0
"""How long a memory stays in this process too, for the time that the database is down."""

PART = 4
"""Expiries are cut down to quarters of the time allowed, so that they tell no exact time."""

WRITE = text(
    "INSERT INTO kept (id, sealed, until) VALUES (:id, :sealed, :until)"
    " ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, until = excluded.until"
)
READ = text("SELECT sealed, until FROM kept WHERE id = :id AND until > :now")
DELETE = text("DELETE FROM kept WHERE id = :id")
EXPIRE = text("DELETE FROM kept WHERE until <= :now")


@dataclass(frozen=True)
class Memory:
    """All that is kept of one person.

    Attributes:
        language: the language they wrote in.
        language_choice: the language they chose.
        topic: entry id of the last answer, or what came last instead: danger, despair, a refusal.
    """

    language: str | None = None
    language_choice: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class Kept:
    """A memory with its expiries, in seconds since 1970; 0 where there is nothing to expire."""

    memory: Memory
    topic_until: int = 0
    language_until: int = 0

    @property
    def expiries(self) -> tuple[float, float]:
        """When the topic and the language expire; never where there is none."""
        return self.topic_until or math.inf, self.language_until or math.inf

    def at(self, now: float) -> Kept:
        """What of it has not expired; itself where that is all."""
        topic = self.memory.topic if self.topic_until > now else None
        memory = replace(self.memory if self.language_until > now else Memory(), topic=topic)
        return self if memory == self.memory else replace(self, memory=memory)


STRANGER = Kept(Memory())


class Memories:
    """Remembers people by pseudonym: two sealed rows each, which nothing links to each other.

    What the database does not take is written when it is back, erasures too; meanwhile this
    process answers from what it saw of late.
    """

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        topic_seconds: int,
        language_seconds: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take the database and the longest times for which topic and language are kept."""
        self._database = database
        self._sealer = sealer
        self._topic_seconds = topic_seconds
        self._language_seconds = language_seconds
        self._clock = clock
        self._recent: dict[str, tuple[Kept, float]] = {}
        self._next_expiry = math.inf
        self._unwritten: dict[str, Kept | None] = {}
        self._writing = asyncio.Lock()
        self._writer = ThreadPoolExecutor(1, "memories")  # in order, even of turns cut short

    async def recall(self, person: str) -> Memory:
        """What is remembered of a person, by pseudonym; of a stranger nothing."""
        if person in self._unwritten:
            return (self._unwritten[person] or STRANGER).at(self._clock()).memory
        try:
            kept = await asyncio.to_thread(self._database.run, lambda c: self._read(c, person))
        except StoreError as trouble:
            logger.warning("memories: not read (%s)", trouble)
            return self._recent.get(person, (STRANGER, 0.0))[0].at(self._clock()).memory
        self._see(person, kept, self._clock())
        return kept.memory

    async def keep(self, person: str, memory: Memory) -> None:
        """Keep this of a person and nothing else."""
        kept = Kept(
            memory,
            self._expiry(self._topic_seconds) if memory.topic else 0,
            self._expiry(self._language_seconds)
            if memory.language or memory.language_choice
            else 0,
        )
        if person in self._unwritten or self._recent.get(person, (None, 0.0))[0] != kept:
            self._unwritten[person] = kept
            await self.catch_up()

    async def forget(self, person: str) -> bool:
        """Erase a person; False where the database is down and it will be done when it is back."""
        self._recent.pop(person, None)
        self._unwritten[person] = None
        await self.catch_up()
        return person not in self._unwritten

    async def catch_up(self) -> None:
        """Write what is not written yet and erase what has expired; if it fails, next time."""
        async with self._writing:
            now = self._clock()
            self._unwritten = {p: kept and kept.at(now) for p, kept in self._unwritten.items()}
            self._let_go(now)
            unwritten = dict(self._unwritten)
            writing = asyncio.get_running_loop().run_in_executor(
                self._writer, self._database.run, lambda c: self._write(c, unwritten)
            )
            try:
                await writing
            except StoreError as trouble:
                logger.warning("memories: not written yet (%s)", trouble)
                return
            for person, kept in unwritten.items():
                if self._unwritten[person] is kept:
                    del self._unwritten[person]
                    if kept is not None:
                        self._see(person, kept, now)

    def _see(self, person: str, kept: Kept, now: float) -> None:
        self._recent.pop(person, None)  # so that they stand in the order in which they were seen
        self._recent[person] = (kept, now)
        self._next_expiry = min(self._next_expiry, *kept.expiries)

    def _let_go(self, now: float) -> None:
        """Of those not seen of late and of what has expired. There may be many others, who are not
        gone through at every turn."""
        if self._next_expiry <= now:
            self._recent = {p: (kept.at(now), seen) for p, (kept, seen) in self._recent.items()}
            ahead = [e for kept, _ in self._recent.values() for e in kept.expiries if e > now]
            self._next_expiry = min(ahead, default=math.inf)
        while self._recent:
            person, (_, seen) = next(iter(self._recent.items()))
            if seen + RECENT_SECONDS > now:
                return
            del self._recent[person]

    def _expiry(self, seconds: int) -> int:
        part = max(1, seconds // PART)
        return int((self._clock() + seconds) // part * part)

    def _read(self, connection: Connection, person: str) -> Kept:
        topic, topic_until = self._row(connection, "topic", person)
        language, language_until = self._row(connection, "language", person)
        memory = Memory(language.get("last"), language.get("choice"), topic.get("entry"))
        return Kept(memory, topic_until, language_until)

    def _row(self, connection: Connection, kind: str, person: str) -> tuple[dict[str, Any], int]:
        name = self._sealer.row_name(kind, person)
        found = connection.execute(READ, {"id": name, "now": int(self._clock())}).first()
        content = self._sealer.unseal(name, found.sealed) if found else None
        return (content, found.until) if content is not None else ({}, 0)

    def _write(self, connection: Connection, unwritten: dict[str, Kept | None]) -> None:
        now = int(self._clock())
        connection.execute(EXPIRE, {"now": now})
        for person, change in unwritten.items():
            kept = change or STRANGER
            memory = kept.memory
            language = {"last": memory.language, "choice": memory.language_choice}
            rows = (
                ("topic", {"entry": memory.topic}, kept.topic_until),
                ("language", language, kept.language_until),
            )
            for kind, content, until in rows:
                name = self._sealer.row_name(kind, person)
                if until <= now:
                    connection.execute(DELETE, {"id": name})
                else:
                    sealed = self._sealer.seal(name, content)
                    connection.execute(WRITE, {"id": name, "sealed": sealed, "until": until})
