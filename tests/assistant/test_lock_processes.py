"""The lock store in several processes, some of which are killed."""

from __future__ import annotations

import asyncio
import time

from tests.support.lock_proof import (
    HANGS,
    PERSON,
    double_entries,
    order_inversions,
    seconds_after_kill,
    without_expiry,
)
from tests.support.redis_server import RedisServer
from tests.support.turns import lock_store, turn_processes

PAIRS = 40


async def test_two_processes_are_never_inside_at_once(redis_server: RedisServer) -> None:
    async with without_expiry(redis_server) as seen:
        assert await double_entries(redis_server.url, PAIRS) == 0
    assert max(seen) == 0
    assert redis_server.names() == []


async def test_the_measure_notices_when_nothing_keeps_them_apart() -> None:
    assert await double_entries("", PAIRS) > PAIRS / 2


async def test_turns_begin_in_the_order_in_which_they_came(redis_server: RedisServer) -> None:
    assert await order_inversions(redis_server, 20) == 0


async def test_a_process_killed_in_a_turn_holds_up_the_next_for_a_few_seconds(
    redis_server: RedisServer,
) -> None:
    async with without_expiry(redis_server) as seen:
        assert await seconds_after_kill(redis_server) <= 5
    assert max(seen) == 0
    assert redis_server.names() == []


async def test_a_process_killed_while_it_waited_is_passed_over(redis_server: RedisServer) -> None:
    async with turn_processes(1, redis_server.url) as [process], lock_store(redis_server.url) as st:
        async with st.lock(PERSON):
            process.order(0, PERSON, 0.0)
            await redis_server.holds(2)
            await process.kill()
            follower = asyncio.create_task(st.lock(PERSON).__aenter__())
            await asyncio.sleep(0.05)
            assert not follower.done()
        left = time.monotonic()
        await asyncio.wait_for(follower, HANGS)
        assert time.monotonic() - left <= 5
