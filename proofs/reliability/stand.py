"""A process with the connector alone, in front of a Bot API server."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from tests.support.telegram_server import TelegramServer

START, END, PAUSE = 90.0, 60.0, 0.05
PATH = "/webhooks/telegram/webhook"
PUBLIC = f"https://bot.example{PATH}"


class Stand:
    """A running process.

    Attributes:
        output: all it has printed.
        port: of its webhook's server; 0 by polling.
    """

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        """Around a process that has started."""
        self._process = process
        self.port = port
        self.output = ""
        self._ready = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.returncode

    async def ready(self) -> None:
        """Wait until it has loaded what it needs.

        Raises:
            asyncio.TimeoutError: it does not come.
        """
        await asyncio.wait_for(self._ready.wait(), START)

    async def kill(self) -> None:
        """End it as a crash does."""
        if self._process.returncode is None:
            self._process.kill()
        await self.ended()

    async def terminate(self) -> int:
        """Ask it to end; the exit status."""
        if self._process.returncode is None:
            self._process.terminate()
        return await self.ended()

    async def ended(self, within: float = END) -> int:
        """Wait for its end; the exit status."""
        status = await asyncio.wait_for(self._process.wait(), within)
        await self._reading
        return status

    async def _read(self) -> None:
        while self._process.stdout and (line := await self._process.stdout.readline()):
            self.output += line.decode("utf-8", "replace")
            if line == b"ready\n":
                self._ready.set()
        self._ready.set()


@asynccontextmanager
async def stand(
    server: TelegramServer, folder: Path, port: int = 0, **settings: Any
) -> AsyncIterator[Stand]:
    """A process that serves; killed in the end.

    Args:
        server: where it finds Telegram.
        folder: of the numbers of answered updates.
        port: of its webhook's server; it polls where 0.
        settings: see the repeater.
    """
    if port:
        server.webhook_target = f"http://127.0.0.1:{port}{PATH}"
        settings = {"webhook_url": PUBLIC, "port": port, **settings}
    given = {"token": server.token, "api_url": server.url, "folder": str(folder), **settings}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", "proofs.reliability.repeater"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    if process.stdin:
        process.stdin.write(json.dumps(given).encode() + b"\n")
    running = Stand(process, port)
    try:
        await running.ready()
        if port:
            await _listens(port)
        yield running
    finally:
        await running.kill()


async def _listens(port: int) -> None:
    """Wait until somebody listens at a port."""
    for _ in range(round(START / PAUSE)):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(PAUSE)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
