"""The queues in a real Redis: order, leases, nothing that stays, and a Redis that is not there."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.assistant import redis_queue as module
from bot.assistant.redis_queue import AT_ONCE, RedisQueue
from bot.errors import SettingsError
from tests.support.redis_server import RedisServer

NAME = "0123456789abcdef"


@pytest_asyncio.fixture
async def queue(redis_server: RedisServer) -> AsyncIterator[RedisQueue]:
    """Leases of half a second."""
    queue = RedisQueue(redis_server.url, 0.5)
    yield queue
    await queue.close()


async def draw(queue: RedisQueue, token: str) -> int:
    standing = await queue.keep(NAME, token, 0)
    assert standing
    return standing.number


async def test_numbers_rise_in_order_of_arrival(queue: RedisQueue) -> None:
    numbers = [await draw(queue, token) for token in "abcde"]
    assert numbers == sorted(set(numbers))
    standings = [await queue.keep(NAME, t, n) for t, n in zip("abcde", numbers, strict=True)]
    assert standings == [(n, before, False) for before, n in enumerate(numbers)]


async def test_queues_know_nothing_of_each_other(queue: RedisQueue) -> None:
    for name in ("x", "y"):
        standing = await queue.keep(name, "a", 0)
        assert standing and standing.before == 0


async def test_who_leaves_makes_room_and_the_last_one_leaves_nothing(
    queue: RedisQueue, redis_server: RedisServer
) -> None:
    first, second = await draw(queue, "a"), await draw(queue, "b")
    assert first < second
    await queue.leave(NAME, "a")
    assert await queue.keep(NAME, "b", second) == (second, 0, False)
    assert redis_server.names() == [f"turn:{NAME}"]
    await queue.leave(NAME, "b")
    await queue.leave(NAME, "never came")
    assert redis_server.names() == []


async def test_a_number_whose_answer_was_lost_is_told_again(queue: RedisQueue) -> None:
    assert await draw(queue, "a") == await draw(queue, "a")


async def test_who_is_not_kept_falls_out(queue: RedisQueue) -> None:
    await draw(queue, "dead")
    number = await draw(queue, "b")
    assert await queue.keep(NAME, "b", number) == (number, 1, False)
    for _ in range(6):
        await asyncio.sleep(0.1)
        standing = await queue.keep(NAME, "b", number)
    assert standing and standing.before == 0


async def test_who_has_fallen_out_gets_the_old_place_and_is_told(queue: RedisQueue) -> None:
    first = await draw(queue, "a")
    await asyncio.sleep(0.6)
    second = await draw(queue, "b")
    assert await queue.keep(NAME, "a", first) == (first, 0, True)
    assert await queue.keep(NAME, "b", second) == (second, 1, False)


async def test_numbers_of_one_process_rise_though_the_clock_is_set_back(queue: RedisQueue) -> None:
    tomorrow = round(time.time() + 86400) * 1000
    assert await queue.keep(NAME, "a", tomorrow) == (tomorrow, 0, True)
    await queue.leave(NAME, "a")
    assert await draw(queue, "b") > tomorrow


async def test_nothing_stays_without_being_kept(
    queue: RedisQueue, redis_server: RedisServer
) -> None:
    for token in "abc":
        await draw(queue, token)
        assert redis_server.without_expiry() == []
    await asyncio.sleep(0.6)
    assert redis_server.names() == []


async def test_a_crowd_shares_a_few_connections(
    queue: RedisQueue, redis_server: RedisServer
) -> None:
    standings = await asyncio.gather(*(queue.keep(str(n), "a", 0) for n in range(500)))
    assert None not in standings
    assert redis_server.connections() <= AT_ONCE


class TestNoAnswer:
    """What a Redis does that is stopped, frozen, or something else."""

    async def trouble(self, queue: RedisQueue, caplog: pytest.LogCaptureFixture) -> None:
        """One waits a little and tells it, all others go on at once."""
        asked = time.monotonic()
        assert (
            await asyncio.gather(*(queue.keep(NAME, str(n), 0) for n in range(40))) == [None] * 40
        )
        for _ in range(100):
            assert await queue.keep(NAME, "a", 0) is None
            await queue.leave(NAME, "a")
        assert time.monotonic() - asked < 2.0
        [record] = caplog.records
        assert record.levelno == logging.WARNING
        assert "no answer from Redis" in record.getMessage()
        for secret in ("sock", "127.0.0.1", "canary", NAME):
            assert secret not in caplog.text

    async def test_stopped_and_started_again(
        self,
        queue: RedisQueue,
        redis_server: RedisServer,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(module, "PAUSE", 0.3)
        caplog.set_level(logging.INFO)
        await draw(queue, "a")
        redis_server.kill()
        await self.trouble(queue, caplog)
        redis_server.start()
        await asyncio.sleep(0.3)
        assert await draw(queue, "b")
        assert "Redis answers again" in caplog.text
        assert len(caplog.records) == 2

    @pytest.mark.parametrize("before", [True, False])
    async def test_frozen(
        self,
        queue: RedisQueue,
        redis_server: RedisServer,
        caplog: pytest.LogCaptureFixture,
        before: bool,
    ) -> None:
        if before:
            await draw(queue, "a")
        redis_server.freeze()
        await self.trouble(queue, caplog)

    async def test_nobody_is_there(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        await self.trouble(RedisQueue(f"unix://:canary@{tmp_path}/no.sock", 0.2), caplog)

    async def test_somebody_else_is_there(self, caplog: pytest.LogCaptureFixture) -> None:
        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 canary\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1") as server:
            host, port = server.sockets[0].getsockname()
            queue = RedisQueue(f"redis://:canary@{host}:{port}/3", 0.2)
            await self.trouble(queue, caplog)
            await queue.close()

    async def test_the_password_is_wrong(
        self, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        queue = RedisQueue(redis_server.url.replace("unix://", "unix://:canary@"), 0.2)
        await self.trouble(queue, caplog)
        await queue.close()

    @pytest.mark.parametrize("option", ["db=canary", "socket_timeout=canary"])
    def test_an_unreadable_option_is_refused_and_not_repeated(self, option: str) -> None:
        with pytest.raises(SettingsError) as caught:
            RedisQueue(f"redis://localhost?{option}", 0.2)
        assert "canary" not in str(caught.value)
        assert caught.value.__suppress_context__
