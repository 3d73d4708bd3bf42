"""Questions that readers agreed to pass on to the volunteers: scrubbed, sealed, for a while."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.store.database import Database
from bot.store.sealing import Sealer

DAY = 86_400

SHORTEST_DELAY, LONGEST_DELAY = 7, 28
"""Days, drawn by chance, after which a question is shown even if nobody asked alike."""

INSERT = text("INSERT INTO questions (id, sealed, until) VALUES (:id, :sealed, :until)")
READ = text("SELECT id, sealed FROM questions WHERE until > :today")
EXPIRE = text("DELETE FROM questions WHERE until <= :today")
DELETE = text("DELETE FROM questions WHERE id = :id")


@dataclass(frozen=True)
class Question:
    """A question passed on.

    Attributes:
        text: its scrubbed words.
        language: language code.
        day: day it came, counted from 1970-01-01.
        shown_from: day from which it is shown whether or not others ask alike.
        id: name of its row, drawn by chance.
    """

    text: str
    language: str
    day: int
    shown_from: int
    id: str


class Questions:
    """Keeps questions for so many days; nothing tells who asked, or at what hour."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        days: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take the database and for how many days a question is kept."""
        self._database = database
        self._sealer = sealer
        self._days = days
        self._clock = clock

    async def add(self, scrubbed_text: str, language: str) -> None:
        """Keep a question.

        Raises:
            StoreError: the database does not take it.
        """
        day = self._today()
        delay = SHORTEST_DELAY + secrets.randbelow(LONGEST_DELAY - SHORTEST_DELAY + 1)
        name = secrets.token_hex(16)  # by chance, so that rows lie in no order of time
        content = {"text": scrubbed_text, "language": language, "day": day, "from": day + delay}
        row = {"id": name, "sealed": self._sealer.seal(name, content), "until": day + self._days}
        await asyncio.to_thread(self._database.run, lambda c: c.execute(INSERT, row))

    async def all(self) -> list[Question]:
        """Every question kept, oldest first; call `ripe` before anybody sees them.

        Raises:
            StoreError: the database cannot be read.
        """
        return await asyncio.to_thread(self._database.run, self._read)

    def ripe(self, questions: list[Question], group_of: list[int], group: int) -> list[Question]:
        """Those that may be seen: `group` or more were asked alike, or the delay is over.

        Args:
            questions: as `all` gives them.
            group_of: for each the number of its group of similar ones.
            group: how many make a crowd.
        """
        sizes = Counter(group_of)
        today = self._today()
        return [
            question
            for question, number in zip(questions, group_of, strict=True)
            if sizes[number] >= group or question.shown_from <= today
        ]

    async def delete(self, questions: Iterable[Question]) -> None:
        """Delete questions that nobody needs any more, all or none of them.

        Raises:
            StoreError: the database cannot be written.
        """
        rows = [{"id": question.id} for question in questions]
        if rows:
            await asyncio.to_thread(self._database.run, lambda c: c.execute(DELETE, rows))

    async def expire(self) -> None:
        """Delete those whose days are over.

        Raises:
            StoreError: the database cannot be written.
        """
        today = {"today": self._today()}
        await asyncio.to_thread(self._database.run, lambda c: c.execute(EXPIRE, today))

    def _today(self) -> int:
        return int(self._clock() // DAY)

    def _read(self, connection: Connection) -> list[Question]:
        rows = connection.execute(READ, {"today": self._today()}).all()
        found = [(row.id, self._sealer.unseal(row.id, row.sealed)) for row in rows]
        questions = [
            Question(content["text"], content["language"], content["day"], content["from"], name)
            for name, content in found
            if content is not None
        ]
        return sorted(questions, key=lambda question: (question.day, question.text))
