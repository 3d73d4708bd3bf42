"""A turn's place in a queue: called in order, renewed, given back, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.assistant import redis_lease as module
from bot.assistant.redis_lease import Lease
from bot.assistant.redis_queue import RedisQueue, Standing
from tests.support.redis_server import RedisServer

NAME = "0123456789abcdef"


@pytest_asyncio.fixture
async def queue(redis_server: RedisServer) -> AsyncIterator[RedisQueue]:
    """Places that are not renewed are lost after a moment."""
    queue = RedisQueue(redis_server.url, 0.8)
    yield queue
    await queue.close()


async def drawn(queue: RedisQueue) -> Lease:
    lease = Lease(queue, NAME)
    await lease.draw()
    return lease


async def soon(lease: Lease) -> bool:
    """Whether it is called within a time in which it looks several times."""
    try:
        await asyncio.wait_for(asyncio.shield(lease.called()), 4 * module.POLL)
    except asyncio.TimeoutError:
        return False
    return True


async def test_turns_are_called_one_after_the_other(
    queue: RedisQueue, redis_server: RedisServer
) -> None:
    leases = [await drawn(queue) for _ in range(4)]
    for number, lease in enumerate(leases):
        assert await soon(lease)
        assert not any([await soon(later) for later in leases[number + 1 :]])
        await lease.leave()
    assert redis_server.names() == []


async def test_a_place_is_kept_for_as_long_as_the_turn_waits_and_runs(
    queue: RedisQueue, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await drawn(queue), await drawn(queue)
    await first.called()
    waiting = asyncio.create_task(second.called())
    await asyncio.sleep(3 * queue.lease)
    assert not waiting.done()
    assert redis_server.tokens() == 2
    assert redis_server.without_expiry() == []
    await first.leave()
    await asyncio.wait_for(waiting, queue.lease)
    await second.leave()
    assert caplog.text == ""


async def test_leaving_twice_or_before_anything_does_no_harm(
    queue: RedisQueue, redis_server: RedisServer
) -> None:
    await Lease(queue, NAME).leave()
    lease = await drawn(queue)
    await asyncio.gather(lease.leave(), lease.leave())
    await lease.leave()
    assert redis_server.names() == []


@pytest.mark.parametrize("moments", [*range(12), 20])
async def test_cut_off_at_any_moment_nothing_is_left_behind(
    queue: RedisQueue, redis_server: RedisServer, moments: int
) -> None:
    holder = await drawn(queue)
    lease = Lease(queue, NAME)

    async def turn() -> None:
        await lease.draw()
        await lease.called()

    task = asyncio.create_task(turn())
    for _ in range(moments):
        await asyncio.sleep(0 if moments < 12 else 0.01)
    task.cancel()
    await asyncio.wait([task])
    await lease.leave()
    assert redis_server.tokens() == 1
    await holder.leave()
    assert redis_server.names() == []


async def test_a_cancelled_leave_still_leaves(queue: RedisQueue, redis_server: RedisServer) -> None:
    lease = await drawn(queue)
    leaving = asyncio.create_task(lease.leave())
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.wait([leaving])
    assert leaving.cancelled()
    await lease.leave()
    assert redis_server.names() == []


async def test_what_was_forgotten_is_told_and_taken_again(
    queue: RedisQueue, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    holder, waiter = await drawn(queue), await drawn(queue)
    await holder.called()
    redis_server.empty()
    await asyncio.sleep(queue.lease)
    assert redis_server.tokens() == 2
    assert not await soon(waiter)
    assert caplog.messages == ["turns: a lease ran out during a turn; another may run beside it"]
    await holder.leave()
    assert await soon(waiter)
    await waiter.leave()


class ScriptedQueue(RedisQueue):
    """Gives the answers it is told, the last one again and again."""

    def __init__(self, *answers: Standing | None) -> None:
        """Answers in order."""
        self.lease = 0.05
        self.answers = list(answers)
        self.left = False

    async def keep(self, name: str, token: str, number: int) -> Standing | None:
        """The next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    async def leave(self, name: str, token: str) -> None:
        """Noted."""
        self.left = True


SECOND = Standing(7, 1, False)


class TestWithoutAnAnswer:
    """A turn waits for other turns, never for a Redis that says nothing."""

    async def test_nothing_from_the_first(self) -> None:
        lease = await drawn(ScriptedQueue(None))
        assert await soon(lease)

    async def test_nothing_any_more_while_it_waits(self) -> None:
        lease = await drawn(ScriptedQueue(SECOND, SECOND, SECOND, None))
        assert await soon(lease)

    async def test_a_pause_before_it_is_wanted_does_not_let_it_in(self) -> None:
        queue = ScriptedQueue(SECOND)
        lease = await drawn(queue)
        queue.answers = [None]
        await asyncio.sleep(2 * queue.lease)
        queue.answers = [SECOND]
        assert not await soon(lease)

    async def test_a_number_drawn_late_does_not_make_it_wait(self) -> None:
        """Who came after it in this process has a lower number, and waits for it."""
        lease = await drawn(ScriptedQueue(None, SECOND))
        await asyncio.sleep(0.1)
        assert await soon(lease)

    async def test_an_error_ends_the_wait(self) -> None:
        queue = ScriptedQueue()
        lease = await drawn(queue)
        await asyncio.wait_for(lease.called(), 1)
        with pytest.raises(IndexError):
            await lease.leave()
        assert queue.left
