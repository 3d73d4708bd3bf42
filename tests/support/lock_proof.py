"""Figures of the lock store against a real Redis and real processes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.assistant.lock_store import TurnLockStore
from tests.support.redis_server import RedisServer
from tests.support.turns import Turn, lock_store, turn_processes

APART = 0.02
"""Seconds between two pairs."""
HANGS = 30.0
"""Seconds after which a turn is taken to wait for ever."""
PERSON = "a-person-who-takes-turns"


@dataclass(frozen=True)
class LockFigures:
    """What was measured.

    Attributes:
        pairs: turns of one person asked for in two processes at the same moment.
        double_entries: pairs of which both turns were inside at once.
        order_inversions: turns that began before one that had come earlier.
        seconds_after_kill: from the death of a process during a turn to the person's next turn.
        keys_without_expiry: the most keys in Redis at one moment that would have stayed.
        readable: times a conversation's id stands in the names or in the files of Redis.
        loop_stall_seconds: longest standstill of the event loop while Redis is frozen.
        longest_wait_seconds: longest wait of a turn meanwhile.
    """

    pairs: int
    double_entries: int
    order_inversions: int
    seconds_after_kill: float
    keys_without_expiry: int
    readable: int
    loop_stall_seconds: float
    longest_wait_seconds: float


async def measure(server: RedisServer, pairs: int = 300) -> LockFigures:
    """All figures, in about half a minute with 300 pairs."""
    async with without_expiry(server) as seen:
        doubles = await double_entries(server.url, pairs)
        inversions = await order_inversions(server, 40)
        after_kill = await seconds_after_kill(server)
    named = sum(PERSON in name for name in server.names())
    readable = named + server.written().count(PERSON.encode())
    stall, wait = await while_frozen(server, 5.0)
    return LockFigures(pairs, doubles, inversions, after_kill, max(seen), readable, stall, wait)


async def double_entries(url: str, pairs: int) -> int:
    """How often two processes are inside for one person, of so many chances."""
    async with turn_processes(2, url) as processes:
        start = time.monotonic() + 0.2
        for process in processes:
            for number in range(pairs):
                at = start + number * APART
                process.order(number, f"{PERSON}-{number}", APART, at)
        first, second = await asyncio.gather(*(p.turns(pairs) for p in processes))
    others = {turn.number: turn for turn in second}
    return sum(_at_once(turn, others[turn.number]) for turn in first)


def _at_once(one: Turn, other: Turn) -> bool:
    return max(one.entered, other.entered) < min(one.left, other.left)


async def order_inversions(server: RedisServer, turns: int) -> int:
    """How many of one person's turns, come alternately to two processes, overtake another."""
    async with turn_processes(2, server.url) as processes, lock_store(server.url) as store:
        async with store.lock(PERSON):
            for number in range(turns):
                processes[number % 2].order(number, PERSON, 0.0)
                await server.holds(number + 2)  # with the one of this process
        halves = ((turns + 1) // 2, turns // 2)
        done = await asyncio.gather(*(p.turns(n) for p, n in zip(processes, halves, strict=True)))
    order = [t.number for t in sorted(done[0] + done[1], key=lambda turn: turn.entered)]
    return sum(later < earlier for earlier, later in zip(order, order[1:], strict=False))


async def seconds_after_kill(server: RedisServer) -> float:
    """How long a person waits whose turn ran in a process that was killed."""
    async with turn_processes(1, server.url) as [process], lock_store(server.url) as store:
        process.order(0, PERSON, 600.0)
        await process.says()
        await process.kill()
        return await _waited(store)


async def while_frozen(server: RedisServer, seconds: float) -> tuple[float, float]:
    """The event loop's longest standstill and a turn's longest wait while Redis is frozen."""
    waits = []
    async with lock_store(server.url) as store, standstill() as stalls:
        await _waited(store)
        server.freeze()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            waits.append(await _waited(store))
            await asyncio.sleep(0.05)
        server.resume()
    return max(stalls), max(waits)


async def _waited(store: TurnLockStore) -> float:
    """Seconds until the person's turn may begin; it ends at once."""

    async def turn() -> float:
        asked = time.monotonic()
        async with store.lock(PERSON):
            return time.monotonic() - asked

    return await asyncio.wait_for(turn(), HANGS)


@asynccontextmanager
async def standstill() -> AsyncIterator[list[float]]:
    """Seconds by which the event loop came late to a timer, collected meanwhile."""
    late = [0.0]

    async def watch() -> None:
        while True:
            due = time.monotonic() + 0.01
            await asyncio.sleep(0.01)
            late.append(time.monotonic() - due)

    task = asyncio.create_task(watch())
    try:
        yield late
    finally:
        task.cancel()


@asynccontextmanager
async def without_expiry(server: RedisServer) -> AsyncIterator[list[int]]:
    """How many keys would stay for ever, looked at again and again meanwhile."""
    seen = [0]

    async def watch() -> None:
        while True:
            seen.append(len(await asyncio.to_thread(server.without_expiry)))
            await asyncio.sleep(0.005)

    task = asyncio.create_task(watch())
    try:
        yield seen
    finally:
        task.cancel()
