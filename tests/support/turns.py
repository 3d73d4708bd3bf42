"""Processes that take turns, seen from outside."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bot.assistant.lock_store import LEASE, TurnLockStore
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef0123456789abcdef"


class Turn(NamedTuple):
    """When a turn was inside, in seconds of the clock that all processes of a machine share."""

    number: int
    entered: float
    left: float


class TurnProcess:
    """One process; orders go in, what it says comes out."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Around a process that has started."""
        self._process = process

    def order(self, number: int, person: str, seconds: float, at: float = 0.0) -> None:
        """Have it take a turn of some seconds, from a moment on."""
        words = {"turn": number, "person": person, "seconds": seconds, "at": at}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(words).encode() + b"\n")

    async def says(self) -> dict[str, Any]:
        """The next thing it says."""
        assert self._process.stdout
        line = await asyncio.wait_for(self._process.stdout.readline(), 60)
        return dict(json.loads(line))

    async def turns(self, count: int) -> list[Turn]:
        """So many finished turns."""
        finished: list[Turn] = []
        while len(finished) < count:
            said = await self.says()
            if "left" in said:
                finished.append(Turn(said["turn"], said["entered"], said["left"]))
        return finished

    async def kill(self) -> None:
        """End it as a crash does."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def turn_processes(count: int, url: str) -> AsyncIterator[list[TurnProcess]]:
    """So many processes, ready; killed in the end.

    Args:
        count: how many.
        url: REDIS_URL; without one nothing keeps them apart.
    """
    environment = {**os.environ, "REDIS_URL": url, "BOT_SECRET_KEY": KEY}
    async with AsyncExitStack() as stack:
        processes = []
        for _ in range(count):
            process = TurnProcess(
                await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "tests.support.turn_process"),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    cwd=ROOT,
                    env=environment,
                )
            )
            stack.push_async_callback(process.kill)
            processes.append(process)
        for process in processes:
            assert await process.says() == {"ready": True}
        yield processes


@asynccontextmanager
async def lock_store(url: str | None, lease: float = LEASE) -> AsyncIterator[TurnLockStore]:
    """A lock store of this process; where there are two, they know nothing of each other."""
    store = TurnLockStore(settings=Settings(redis_url=url, secret_key=KEY.encode()), lease=lease)
    try:
        yield store
    finally:
        await store.close()
