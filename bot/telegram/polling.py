"""Fetches updates. Telegram is the durable queue: it forgets one only after its answer is sent."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram.error import Conflict, InvalidToken

from bot import errors
from bot.telegram.backoff import Backoff
from bot.telegram.client import BATCH, Client
from bot.telegram.incoming import UPDATE_KINDS
from bot.telegram.intake import Intake
from bot.telegram.pace import Pace

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


class Poller:
    """Fetches updates for an intake until stopped.

    Attributes:
        requests: how often it has asked.
        troubles: how often it got no answer.
    """

    def __init__(self, client: Client, intake: Intake, pace: Pace | None = None) -> None:
        """Nothing is fetched yet."""
        self._client = client
        self._intake = intake
        self._pace = pace or Pace()
        self._stopped = asyncio.Event()
        self._confirmed = 0
        self._heard: float | None = None
        self.requests = 0
        self.troubles = 0

    @property
    def healthy(self) -> bool:
        """Whether Telegram has answered lately."""
        if self._heard is None:
            return False
        return _now() - self._heard < self._pace.hold + 2 * self._pace.longest_wait

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
            await self._intake.wind_down()
            await self._confirm()
        if not fetching.cancelled() and (refusal := fetching.exception()):
            raise refusal

    async def _fetch_forever(self) -> None:
        backoff = Backoff(self._pace.first_wait, self._pace.longest_wait)
        conflicts = 0
        while True:
            try:
                await self._fetch(began=_now())
            except InvalidToken:
                raise TokenRefused from None
            except Exception as trouble:  # the network heals, or Telegram does
                conflicts = conflicts + 1 if isinstance(trouble, Conflict) else 0
                if conflicts >= self._pace.conflicts:
                    raise LineTaken from None
                if conflicts:
                    await self._take_away_webhook()
                self.troubles += 1
                logger.warning("telegram: no updates (%s)", type(trouble).__name__)
                await asyncio.sleep(backoff.after(trouble))
            else:
                conflicts = 0
                backoff.reset()

    async def _fetch(self, began: float) -> None:
        self.requests += 1
        ledger = self._intake.ledger
        offset = ledger.offset
        updates = await self._client.raw_updates(offset, self._pace.hold, kinds=UPDATE_KINDS)
        self._confirmed, self._heard = offset, _now()
        news = [self._intake.take(update) for update in updates]
        if len(updates) == BATCH and not any(news):
            self._intake.counts.leapt += ledger.leap(_now() - self._pace.leap)
        if any(news):  # where one has just come another may follow, of somebody else
            await self._intake.idle(self._pace.check / 3)
        else:
            await asyncio.sleep(began + self._pace.check - _now())

    async def _take_away_webhook(self) -> None:
        """One that is left from before keeps us from asking; what waits there is not dropped."""
        with contextlib.suppress(Exception):
            await self._client.delete_webhook()

    async def _confirm(self) -> None:
        """Tell Telegram what is done since the last request."""
        offset = self._intake.ledger.offset
        if offset == self._confirmed:
            return
        with contextlib.suppress(Exception):
            asking = self._client.raw_updates(offset, hold=0, limit=1)
            await asyncio.wait_for(asking, self._pace.parting)


def _now() -> float:
    return asyncio.get_running_loop().time()
