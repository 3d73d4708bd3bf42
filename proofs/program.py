"""The program as `make run` starts it, with folders of its own for all it may leave behind."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.settings import ROOT
from proofs.canaries import Canaries
from proofs.faults import SWITCH, Faults
from tests.support.telegram_server import TelegramServer

START = 240.0
"""Seconds in which it must be ready on a slow machine."""
END = 60.0
INHERITED = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class Program:
    """A running program.

    Attributes:
        folder: where it may leave something: its output, its TMPDIR, its SQLite file.
        faults: the switch of its faults.
    """

    def __init__(self, folder: Path, home: Path, canaries: Canaries) -> None:
        """Not started yet."""
        self.folder = folder
        self.faults = Faults(folder / "switch")
        self._home = home
        self._canaries = canaries
        self._process: asyncio.subprocess.Process | None = None
        self._copying: asyncio.Task[None] | None = None
        for path in (home, self.temporary, self.kept):
            path.mkdir(parents=True, exist_ok=True)

    @property
    def temporary(self) -> Path:
        """Its TMPDIR."""
        return self.folder / "tmp"

    @property
    def kept(self) -> Path:
        """The folder of its SQLite file."""
        return self.folder / "kept"

    @property
    def output_file(self) -> Path:
        """The file of all it prints, on either stream."""
        return self.folder / "output"

    @property
    def output(self) -> str:
        """All it has printed."""
        return self.output_file.read_text("utf-8", "replace") if self.output_file.exists() else ""

    @property
    def left(self) -> dict[str, Sequence[Path]]:
        """What a search has to look through, by what it is."""
        return {
            "output": [self.output_file],
            "SQLite file": [self.kept],
            "TMPDIR": [self.temporary],
            "HOME": [self._home],
        }

    @property
    def pid(self) -> int:
        """The process's number."""
        if self._process is None:
            raise RuntimeError("not started")
        return self._process.pid

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.returncode if self._process else None

    async def start(
        self, server: TelegramServer, *before: str, module: str = "proofs.launcher", **changes: str
    ) -> None:
        """Start it.

        Args:
            server: where it finds Telegram.
            before: a program that starts it, with its arguments.
            module: what is run.
            changes: settings beside its own.
        """
        self._process = await asyncio.create_subprocess_exec(
            *(*before, sys.executable, "-m", module, "run"),
            cwd=ROOT,
            env={**self._environment(server), **changes},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            preexec_fn=_allow_core_files,
        )
        self._copying = asyncio.create_task(self._copy())

    async def ready(self) -> None:
        """Wait until it serves.

        Raises:
            RuntimeError: it ended, or it takes too long.
        """
        if not await self.says(r"^Serving on Telegram", START):
            raise RuntimeError(f"the program does not start:\n{self.output[-2000:]}")

    async def says(self, pattern: str, within: float, since: int = 0) -> bool:
        """Whether it prints something that matches in time."""
        until = asyncio.get_running_loop().time() + within
        while not re.search(pattern, self.output[since:], re.MULTILINE):
            if self.status is not None or asyncio.get_running_loop().time() > until:
                return bool(re.search(pattern, self.output[since:], re.MULTILINE))
            await asyncio.sleep(0.1)
        return True

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; the exit status."""
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for the end; the exit status."""
        if self._process is None or self._copying is None:
            return 0
        try:
            await asyncio.wait_for(self._process.wait(), END)
        except asyncio.TimeoutError:
            self._process.kill()
            raise
        finally:
            await self._copying
        return await self._process.wait()

    async def _copy(self) -> None:
        """A file of its own would fall under the limits that a proof sets."""
        if self._process is None or self._process.stdout is None:
            return
        with self.output_file.open("ab", buffering=0) as output:
            while piece := await self._process.stdout.read(65_536):
                output.write(piece)

    def _environment(self, server: TelegramServer) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        return {
            **inherited,
            "HOME": str(self._home),
            "TMPDIR": str(self.temporary),
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TELEGRAM_BOT_TOKEN": self._canaries.token,
            "BOT_SECRET_KEY": self._canaries.key,
            "TELEGRAM_API_URL": server.url,
            "STATE_DIRECTORY": str(self.kept),
            "LOG_LEVEL": "DEBUG",
            SWITCH: str(self.faults.folder),
            **({"PROOF_MODEL": os.environ["PROOF_MODEL"]} if "PROOF_MODEL" in os.environ else {}),
        }


@asynccontextmanager
async def ended_program(program: Program) -> AsyncIterator[Program]:
    """See that a program does not outlive its proof."""
    try:
        yield program
    finally:
        if program.status is None:
            await program.end(signal.SIGKILL)


def _allow_core_files() -> None:
    """Whether there is one is then the program's own doing."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
