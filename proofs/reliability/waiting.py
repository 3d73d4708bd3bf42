"""Waiting for what must come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.support.telegram_server import TelegramServer

WITHIN = 30.0
PAUSE = 0.02


async def until(holds: Callable[[], bool], within: float = WITHIN) -> bool:
    """Wait for a condition; whether it holds in time.

    Args:
        holds: the condition.
        within: seconds.
    """
    end = asyncio.get_running_loop().time() + within
    while not holds():
        if asyncio.get_running_loop().time() > end:
            return False
        await asyncio.sleep(PAUSE)
    return True


async def handled(server: TelegramServer, within: float = WITHIN) -> bool:
    """Wait until every update that was brought is handled; whether it is in time."""
    return await until(lambda: not server.updates.pending, within)
