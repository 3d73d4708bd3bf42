"""The whole program, as `make run` starts it, in front of the strict Bot API server."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.telegram_server import TelegramServer

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef0123456789abcdef"
START = 180.0
"""Seconds in which the program must be ready on a slow machine."""


@dataclass
class BotProcess:
    """A running `python -m bot` and what it has printed so far."""

    process: asyncio.subprocess.Process
    printed: list[str] = field(default_factory=list)

    @property
    def output(self) -> str:
        """Everything printed, on either stream."""
        return "".join(self.printed)

    async def end(self, hard: bool = False) -> int:
        """End it, by SIGTERM or by SIGKILL; the exit status."""
        if self.process.returncode is None:
            (self.process.kill if hard else self.process.terminate)()
        return await asyncio.wait_for(self.process.wait(), 30)


@asynccontextmanager
async def bot_process(server: TelegramServer, **environment: str) -> AsyncIterator[BotProcess]:
    """Start the program against a server; it is ended afterwards.

    Args:
        server: where it finds Telegram.
        environment: settings beside the token, the key and the server's address; without a
            STATE_DIRECTORY what is kept ends with the program.
    """
    folder = TemporaryDirectory()
    variables = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": server.token,
        "BOT_SECRET_KEY": KEY,
        "TELEGRAM_API_URL": server.url,
        "STATE_DIRECTORY": folder.name,
        "PYTHONUNBUFFERED": "1",
        **environment,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=ROOT,
        env=variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    running = BotProcess(process)
    reading = asyncio.create_task(_read(running))
    try:
        yield running
    finally:
        await running.end()
        await reading
        folder.cleanup()


async def _read(running: BotProcess) -> None:
    assert running.process.stdout is not None
    while line := await running.process.stdout.readline():
        running.printed.append(line.decode("utf-8", "replace"))
