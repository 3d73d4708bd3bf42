"""One turn at a time for each person, in order, with Redis, without it and beside a broken one."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable

import pytest
import pytest_asyncio
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.assistant import redis_queue
from bot.assistant.lock_store import TurnLockStore
from bot.errors import SettingsError
from bot.privacy import pseudonym
from bot.settings import Settings
from tests.support.lock_proof import standstill, while_frozen
from tests.support.redis_server import RedisServer
from tests.support.turns import KEY, lock_store

PERSON = pseudonym(KEY.encode(), 5_123_456_789)
TYPE = "bot.assistant.lock_store.TurnLockStore"


@pytest_asyncio.fixture(params=["alone", "redis"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[TurnLockStore]:
    """A lock store, in a process of its own and one of several; nothing stays in either."""
    server: RedisServer | None = None
    if request.param == "redis":
        server = request.getfixturevalue("redis_server")
    async with lock_store(server.url if server else None) as store:
        yield store
        assert store._lines == {}
        if server:
            assert server.names() == []


@pytest_asyncio.fixture
async def two(redis_server: RedisServer) -> AsyncIterator[list[TurnLockStore]]:
    """Two that know nothing of each other, as in two processes; places are lost in 0.8 s."""
    async with lock_store(redis_server.url, 0.8) as one, lock_store(redis_server.url, 0.8) as other:
        yield [one, other]
    assert redis_server.names() == []


class Turns:
    """Turns of a person: who began in which order, and how many were inside at most."""

    def __init__(self) -> None:
        self.began: list[int] = []
        self.inside = 0
        self.most = 0

    async def run(self, store: TurnLockStore, number: int, seconds: float = 0.01) -> None:
        async with store.lock(PERSON):
            self.began.append(number)
            self.inside += 1
            self.most = max(self.most, self.inside)
            await asyncio.sleep(seconds)
            self.inside -= 1


async def together(*turns: Awaitable[None]) -> None:
    """All of them; whoever waits for ever fails the test."""
    await asyncio.wait_for(asyncio.gather(*turns), 20)


class TestMadeByRasa:
    @pytest.fixture(autouse=True)
    def environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BOT_SECRET_KEY", KEY)
        monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")

    async def test_it_reads_the_settings(self) -> None:
        store = LockStore.create(EndpointConfig(type=TYPE))
        assert isinstance(store, TurnLockStore)
        assert store._queue is not None
        await store.close()

    @pytest.mark.parametrize("key", ["", KEY[:31]])
    def test_a_redis_without_a_good_key_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, key: str
    ) -> None:
        monkeypatch.setenv("BOT_SECRET_KEY", key)
        with pytest.raises(SettingsError, match="BOT_SECRET_KEY must be set .* when REDIS_URL is"):
            LockStore.create(EndpointConfig(type=TYPE))

    async def test_one_process_needs_neither(self) -> None:
        async with TurnLockStore(settings=Settings()).lock("terminal"):
            pass


async def test_one_at_a_time_in_order(store: TurnLockStore) -> None:
    turns = Turns()
    await together(*(turns.run(store, number) for number in range(20)))
    assert turns.began == list(range(20))
    assert turns.most == 1


async def test_people_do_not_wait_for_each_other(store: TurnLockStore) -> None:
    async with store.lock("a"), store.lock("b"), store.lock("c"):
        pass


async def test_an_error_in_a_turn_ends_the_turn(store: TurnLockStore) -> None:
    for _ in range(2):
        with pytest.raises(KeyError):
            async with store.lock(PERSON):
                raise KeyError


async def test_whoever_is_cancelled_is_passed_over(store: TurnLockStore) -> None:
    turns = Turns()
    tasks = [asyncio.create_task(turns.run(store, number, 0.05)) for number in range(6)]
    await asyncio.sleep(0.02)
    for number in (0, 2, 3):
        tasks[number].cancel()
    done = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 20)
    assert [number for number, end in enumerate(done) if end is None] == [1, 4, 5]
    assert turns.began == [0, 1, 4, 5]


class TestTwoProcesses:
    async def test_turns_alternate_in_the_order_in_which_they_came(
        self, two: list[TurnLockStore], redis_server: RedisServer
    ) -> None:
        turns, tasks = Turns(), []
        async with two[0].lock(PERSON):
            for number in range(12):
                tasks.append(asyncio.create_task(turns.run(two[number // 2 % 2], number, 0)))
                await redis_server.holds(number + 2)
        await together(*tasks)
        assert turns.began == list(range(12))
        assert turns.most == 1

    async def test_a_slow_turn_neither_lets_others_in_nor_drops_them(
        self, two: list[TurnLockStore], caplog: pytest.LogCaptureFixture
    ) -> None:
        """Three times as long as a place lasts; ninety seconds are thirty times as long."""
        turns = Turns()
        tasks = [asyncio.create_task(turns.run(two[0], 0, 2.4))]
        for number in range(1, 6):
            await asyncio.sleep(0.05)
            tasks.append(asyncio.create_task(turns.run(two[number % 2], number)))
        await together(*tasks)
        assert turns.began == list(range(6))
        assert turns.most == 1
        assert caplog.messages == []

    async def test_nothing_readable_reaches_redis(
        self, two: list[TurnLockStore], redis_server: RedisServer
    ) -> None:
        async with two[0].lock(PERSON), two[1].lock("5123456789"):
            names = redis_server.names()
        assert len(names) == 2
        written = redis_server.written() + "".join(names).encode()
        assert b"HSET" in written
        for readable in (PERSON, PERSON[:8], "5123456789", KEY):
            assert readable.encode() not in written


class TestRedisFails:
    async def test_frozen_it_holds_up_neither_the_loop_nor_a_turn(
        self, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        stall, wait = await while_frozen(redis_server, 1.5)
        assert stall <= 0.5
        assert wait <= 1.5
        assert [r.levelno for r in caplog.records] == [logging.WARNING]

    async def test_stopped_this_process_still_keeps_turns_apart(
        self, redis_server: RedisServer
    ) -> None:
        turns = Turns()
        async with lock_store(redis_server.url) as store, standstill() as stalls:
            tasks = [asyncio.create_task(turns.run(store, n, 0.05)) for n in range(10)]
            await asyncio.sleep(0.12)
            redis_server.kill()
            await together(*tasks, *(turns.run(store, n) for n in range(10, 20)))
        assert turns.began == list(range(20))
        assert turns.most == 1
        assert max(stalls) <= 0.5

    async def test_frozen_while_turns_wait_and_back_again(
        self,
        two: list[TurnLockStore],
        redis_server: RedisServer,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(redis_queue, "PAUSE", 0.1)
        turns = Turns()
        holder = asyncio.create_task(turns.run(two[0], 0, 3.0))
        await asyncio.sleep(0.1)
        waiter = asyncio.create_task(turns.run(two[1], 1))
        await asyncio.sleep(0.1)
        redis_server.freeze()
        asked = time.monotonic()
        await waiter
        assert time.monotonic() - asked < 1.5
        await asyncio.sleep(0.3)
        redis_server.resume()
        await holder
        assert caplog.messages[-1].startswith("turns: a lease ran out during a turn")
        await asyncio.sleep(two[0]._queue.lease)  # what was sent to the frozen one falls out
        tasks = [turns.run(two[n % 2], n) for n in (2, 3, 4, 5)]
        turns.most = 0
        await together(*tasks)
        assert turns.most == 1
        assert not any(PERSON in text for text in caplog.messages)
