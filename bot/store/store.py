"""All that is kept, over one database."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from functools import lru_cache

from bot.errors import StoreError
from bot.settings import Settings
from bot.store.database import Database
from bot.store.memories import Memories
from bot.store.offers import Offers
from bot.store.questions import Questions
from bot.store.sealing import Sealer
from bot.store.showings import Showings
from bot.store.votes import Votes

logger = logging.getLogger(__name__)

HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True)
class Store:
    """What is kept of people, of their questions, and of what answers are worth to them."""

    database: Database
    memories: Memories
    questions: Questions
    votes: Votes
    showings: Showings
    offers: Offers

    async def forget(self, person: str) -> bool:
        """Erase a person everywhere; False where the database is down and it is done later.

        Questions passed on, votes and showings stay: nothing links them to a person.
        """
        self.offers.forget(person)
        return await self.memories.forget(person)

    async def catch_up(self) -> None:
        """Write what waits for the database, and delete what has expired."""
        self.offers.expire()
        await self.memories.catch_up()
        try:
            await self.questions.expire()
        except StoreError as trouble:
            logger.warning("questions: not expired yet (%s)", trouble)
        try:
            await self.showings.catch_up()
        except StoreError as trouble:
            logger.warning("showings: not counted yet (%s)", trouble)


@lru_cache(maxsize=1)
def open_store(settings: Settings) -> Store:
    """The store that the settings name; the same one for all parts of a process.

    Without a secret key everything is in memory, under a key that ends with the process.

    Raises:
        StoreError: the database cannot be used.
    """
    key = settings.secret_key or secrets.token_bytes(32)
    database = Database(settings.database_url if settings.secret_key else "sqlite://")
    sealer = Sealer(key)
    return Store(
        database,
        Memories(database, sealer, settings.expiry_hours * HOUR, settings.language_days * DAY),
        Questions(database, sealer, settings.question_days),
        Votes(database),
        Showings(database, settings.question_group),
        Offers(),
    )
