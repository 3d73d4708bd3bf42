"""Fetches updates. Telegram is the durable queue: it forgets one only after its answer is sent."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram.error import Conflict, InvalidToken

from bot import errors
from bot.telegram.backoff import Backoff
from bot.telegram.client import Client
from bot.telegram.incoming import UPDATE_KINDS, Incoming, PoisonUpdate
from bot.telegram.ledger import Ledger
from bot.telegram.pace import Pace
from bot.telegram.queues import Queues

logger = logging.getLogger(__name__)


class TokenRefused(errors.TelegramError):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("Telegram refuses the token: check TELEGRAM_BOT_TOKEN.")


class LineTaken(errors.TelegramError):
    """Somebody else fetches this bot's updates."""

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("Another copy of this bot is running, or a webhook is set: stop it first.")


@dataclass
class Counts:
    """What has happened since the start; numbers only."""

    received: int = 0
    repeated: int = 0
    ignored: int = 0
    poison: int = 0
    answered: int = 0
    failed: int = 0
    requests: int = 0
    troubles: int = 0


class Poller:
    """Fetches updates and has each one handled once, in the order of its chat."""

    def __init__(
        self,
        client: Client,
        read: Callable[[Any], Incoming | None],
        handle: Callable[[Incoming], Awaitable[None]],
        on_failure: Callable[[Incoming], Awaitable[None]],
        pace: Pace | None = None,
    ) -> None:
        """Nothing is fetched yet.

        Args:
            client: the connection.
            read: raw update → what is to be answered, None, or PoisonUpdate.
            handle: one turn.
            on_failure: says the calm sentence when the turn failed.
            pace: times and limits.
        """
        self._client = client
        self._read = read
        self._handle = handle
        self._on_failure = on_failure
        self._pace = pace or Pace()
        self._ledger = Ledger()
        self._queues = Queues(self._turn, self._pace.at_once)
        self._stopped = asyncio.Event()
        self._confirmed = 0
        self._heard: float | None = None
        self.counts = Counts()

    @property
    def healthy(self) -> bool:
        """Whether Telegram has answered lately."""
        if self._heard is None:
            return False
        silence = asyncio.get_running_loop().time() - self._heard
        return silence < self._pace.hold + 2 * self._pace.longest_wait

    def stop(self) -> None:
        """Have `run` finish what has come in and return."""
        self._stopped.set()

    async def run(self) -> None:
        """Fetch until stopped.

        Raises:
            TokenRefused: the token is wrong.
            LineTaken: somebody else fetches this bot's updates.
        """
        fetching = asyncio.create_task(self._fetch_forever())
        stopping = asyncio.create_task(self._stopped.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            fetching.cancel()
            stopping.cancel()
            await asyncio.gather(fetching, stopping, return_exceptions=True)
            await self._wind_down()
        if not fetching.cancelled() and (refusal := fetching.exception()):
            raise refusal

    async def _fetch_forever(self) -> None:
        backoff = Backoff(self._pace.first_wait, self._pace.longest_wait)
        conflicts = 0
        while True:
            began = _now()
            try:
                await self._fetch(began)
            except InvalidToken:
                raise TokenRefused from None
            except Exception as trouble:  # the network heals, or Telegram does
                conflicts = conflicts + 1 if isinstance(trouble, Conflict) else 0
                if conflicts >= self._pace.conflicts:
                    raise LineTaken from None
                self.counts.troubles += 1
                logger.warning("telegram: no updates (%s)", type(trouble).__name__)
                await asyncio.sleep(backoff.after(trouble))
            else:
                conflicts = 0
                backoff.reset()

    async def _fetch(self, began: float) -> None:
        self.counts.requests += 1
        offset = self._ledger.offset
        updates = await self._client.raw_updates(offset, self._pace.hold, kinds=UPDATE_KINDS)
        self._confirmed, self._heard = offset, _now()
        new = [self._receive(update) for update in updates]
        if any(new) or self._ledger.unfinished:
            await self._queues.idle(self._pace.check)
        if not any(new):
            await asyncio.sleep(began + self._pace.check - _now())

    def _receive(self, untrusted_update: Any) -> bool:
        """Queue an update; False where it was known."""
        update_id = (
            untrusted_update.get("update_id") if isinstance(untrusted_update, dict) else None
        )
        if not isinstance(update_id, int):
            self.counts.poison += 1
            return False
        if not self._ledger.enter(update_id):
            self.counts.repeated += 1
            return False
        self.counts.received += 1
        try:
            incoming = self._read(untrusted_update)
        except PoisonUpdate:
            self.counts.poison += 1
            logger.warning("telegram: update %d cannot be read", self.counts.received)
            incoming = None
        else:
            self.counts.ignored += incoming is None
        if incoming:
            self._queues.put(incoming)
        else:
            self._ledger.finish(update_id)
        return True

    async def _turn(self, incoming: Incoming) -> None:
        """Handle one message; when cancelled it stays with Telegram for the next start."""
        try:
            await asyncio.wait_for(self._handle(incoming), self._pace.turn)
            self.counts.answered += 1
        except Exception as failure:  # whatever it was, the person gets an answer
            self.counts.failed += 1
            logger.error("telegram: turn %d failed (%s)", self._number(), type(failure).__name__)
            await self._apologise(incoming)
        self._ledger.finish(incoming.update_id)

    async def _apologise(self, incoming: Incoming) -> None:
        try:
            await asyncio.wait_for(self._on_failure(incoming), self._pace.apology)
        except Exception as failure:  # nothing more can be said
            logger.error("telegram: nothing was said (%s)", type(failure).__name__)

    def _number(self) -> int:
        return self.counts.answered + self.counts.failed

    async def _wind_down(self) -> None:
        """Finish what has come in, give up what takes too long, confirm what is done."""
        try:
            await self._queues.idle(self._pace.grace)
        finally:
            await self._queues.abandon()
        if self._ledger.offset != self._confirmed:
            with contextlib.suppress(Exception):
                await self._client.raw_updates(self._ledger.offset, hold=0, limit=1)


def _now() -> float:
    return asyncio.get_running_loop().time()
