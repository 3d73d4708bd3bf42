"""What one person sends strictly in order, people side by side, not too many at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.telegram.queues import Queues
from tests.support.virtual_time import played


def test_one_person_is_served_in_order_and_one_at_a_time() -> None:
    async def scene() -> list[tuple[int, int]]:
        done: list[tuple[int, int]] = []
        inside: set[int] = set()

        def work(user: int, number: int) -> Callable[[], Awaitable[None]]:
            async def do() -> None:
                assert user not in inside
                inside.add(user)
                await asyncio.sleep(number % 3)
                inside.remove(user)
                done.append((user, number))

            return do

        queues = Queues(at_once=8)
        for number in range(10):
            for user in range(5):
                queues.put(user, work(user, number))
        assert await queues.idle(100)
        return done

    done = played(scene())
    for user in range(5):
        assert [n for who, n in done if who == user] == list(range(10))


def test_people_are_served_side_by_side_within_the_bound() -> None:
    async def scene() -> list[int]:
        release = asyncio.Event()
        running = [0]

        async def work() -> None:
            running[0] += 1
            await release.wait()

        queues = Queues(at_once=3)
        for user in range(5):
            queues.put(user, work)
        assert not await queues.idle(1)
        before = running[0]
        release.set()
        assert await queues.idle(1)
        return [before, running[0]]

    assert played(scene()) == [3, 5]


def test_what_comes_in_at_the_last_moment_is_not_left() -> None:
    async def scene() -> list[int]:
        done: list[int] = []
        queues = Queues(at_once=1)

        def work(number: int) -> Callable[[], Awaitable[None]]:
            async def do() -> None:
                done.append(number)
                if number < 3:
                    queues.put(1, work(number + 1))

            return do

        queues.put(1, work(0))
        assert await queues.idle(1)
        return done

    assert played(scene()) == [0, 1, 2, 3]


def test_abandoned_work_is_cancelled_and_forgotten() -> None:
    async def scene() -> tuple[int, int]:
        cancelled = 0

        async def hang() -> None:
            nonlocal cancelled
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                cancelled += 1
                raise

        queues = Queues(at_once=1)
        queues.put(1, hang)
        queues.put(1, hang)
        queues.put(2, hang)
        await asyncio.sleep(1)
        await queues.abandon()
        assert await queues.idle(0)
        return cancelled, len(queues._waiting)

    assert played(scene()) == (1, 0)


def test_whoever_comes_again_is_served_again() -> None:
    async def scene() -> int:
        count = 0

        async def work() -> None:
            nonlocal count
            count += 1

        queues = Queues(at_once=1)
        for _ in range(3):
            queues.put(1, work)
            assert await queues.idle(1)
        return count

    assert played(scene()) == 3
