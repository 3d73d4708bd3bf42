"""How often readers found an answer helpful: counts by entry and language, no person."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy import text

from bot.store.database import Database

COUNT = text(
    "INSERT INTO votes (entry, language, helpful, unhelpful)"
    " VALUES (:entry, :language, :helpful, :unhelpful)"
    " ON CONFLICT (entry, language) DO UPDATE SET"
    " helpful = votes.helpful + excluded.helpful,"
    " unhelpful = votes.unhelpful + excluded.unhelpful"
)
READ = text("SELECT entry, language, helpful, unhelpful FROM votes ORDER BY entry, language")


@dataclass(frozen=True)
class Tally:
    """The votes on one entry in one language."""

    entry: str
    language: str
    helpful: int
    unhelpful: int


class Votes:
    """Counts votes."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def add(self, entry: str, language: str, helpful: bool) -> None:
        """Count a vote.

        Raises:
            StoreError: the database does not take it.
        """
        row = {
            "entry": entry,
            "language": language,
            "helpful": int(helpful),
            "unhelpful": int(not helpful),
        }
        await asyncio.to_thread(self._database.run, lambda c: c.execute(COUNT, row))

    async def all(self) -> list[Tally]:
        """All counts, by entry and language.

        Raises:
            StoreError: the database cannot be read.
        """
        rows = await asyncio.to_thread(self._database.run, lambda c: c.execute(READ).all())
        return [Tally(*row) for row in rows]
