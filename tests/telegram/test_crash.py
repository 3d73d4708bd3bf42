"""The process is killed again and again; nobody is left without an answer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.poller_process import AT_ONCE, SLOW
from tests.support.telegram_server import TelegramServer

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3


@asynccontextmanager
async def answering(server: TelegramServer, file: Path) -> AsyncIterator[None]:
    """A process that answers; killed in the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.poller_process", server.url, str(file)),
        stdin=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin
    process.stdin.write(f"{server.token}\n".encode())
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def answered(server: TelegramServer, count: int) -> None:
    """Wait for so many different answers."""
    while len({reply.text for p in server.people.values() for reply in p.arrived}) < count:
        await asyncio.wait_for(server.something_sent(), 60)


async def test_nothing_is_lost_when_it_is_killed(server: TelegramServer, tmp_path: Path) -> None:
    texts = [SLOW, *(f"{person}.{number}" for number in range(10) for person in range(1, 9))]
    for text in texts:
        server.person(int(text[0])).says(text)
    for kill in range(1, KILLS + 1):
        async with answering(server, tmp_path / "updates"):
            await answered(server, kill * 20)
    async with answering(server, tmp_path / "updates"):
        await answered(server, len(texts))
    total = 0
    for person in server.people.values():
        own = [text for text in texts if text[0] == str(person.id)]
        said = [reply.text for reply in person.arrived]
        assert sorted(set(said), key=own.index) == own
        first_times = list(dict.fromkeys(said))
        assert first_times == own
        total += len(said)
    assert total - len(texts) <= KILLS * AT_ONCE  # what was in flight, sent but not noted
