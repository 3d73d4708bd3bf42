"""A poller at work in front of the Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from bot.telegram.client import Client
from bot.telegram.intake import Counts, Intake
from bot.telegram.pace import Pace
from bot.telegram.polling import Poller
from bot.telegram.reader import Reader
from bot.telegram.surface import Surface
from tests.support.answering import Bot

PACE = Pace(
    hold=5,
    check=0.02,
    turn=20,
    apology=1,
    grace=10,
    first_wait=0.01,
    longest_wait=0.05,
    conflicts=3,
)
SURFACE = Surface({}, "/unsupported", lambda code: "calm", lambda key, user_id: "p")


class Polling:
    """A poller with its intake, and the bot behind them.

    Attributes:
        bot: what stands behind.
        intake: takes in what is fetched.
        poller: fetches it.
    """

    def __init__(self, client: Client, bot: Bot, **pace: Any) -> None:
        changed = replace(PACE, **pace)
        self.bot = bot
        self.intake = Intake(Reader(SURFACE, lambda: client.me).read, bot, pace=changed)
        self.poller = Poller(client, self.intake, changed)

    @property
    def counts(self) -> Counts:
        """What has happened."""
        return self.intake.counts

    async def run(self) -> None:
        """Fetch until stopped."""
        await asyncio.wait_for(self.poller.run(), 20)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """At work; stopped in the end."""
        task = asyncio.create_task(self.poller.run())
        try:
            yield task
        finally:
            self.poller.stop()
            await asyncio.wait([task], timeout=20)
            assert task.done()
