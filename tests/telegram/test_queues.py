"""One chat strictly in order, chats side by side, not too many at a time."""

from __future__ import annotations

import asyncio

from bot.telegram.incoming import Incoming
from bot.telegram.queues import Queues


def message(chat: int, number: int) -> Incoming:
    return Incoming(number, chat, chat, f"{chat}.{number}")


async def test_a_chat_is_worked_on_in_order_and_one_at_a_time() -> None:
    done: list[str] = []
    inside: set[int] = set()

    async def work(incoming: Incoming) -> None:
        assert incoming.chat_id not in inside
        inside.add(incoming.chat_id)
        await asyncio.sleep(0.001 * (incoming.update_id % 3))
        inside.remove(incoming.chat_id)
        done.append(incoming.text)

    queues = Queues(work, at_once=8)
    for number in range(10):
        for chat in range(5):
            queues.put(message(chat, number))
    assert await queues.idle(5)
    for chat in range(5):
        assert [t for t in done if t[0] == str(chat)] == [f"{chat}.{n}" for n in range(10)]


async def test_chats_run_side_by_side_within_the_bound() -> None:
    release = asyncio.Event()
    running = 0

    async def work(_: Incoming) -> None:
        nonlocal running
        running += 1
        await release.wait()

    queues = Queues(work, at_once=3)
    for chat in range(5):
        queues.put(message(chat, 0))
    assert not await queues.idle(0.01)
    assert running == 3
    release.set()
    assert await queues.idle(1)
    assert running == 5


async def test_a_message_that_comes_in_at_the_last_moment_is_not_left() -> None:
    done: list[str] = []
    queues: Queues

    async def work(incoming: Incoming) -> None:
        done.append(incoming.text)
        if incoming.update_id < 3:
            queues.put(message(1, incoming.update_id + 1))

    queues = Queues(work, at_once=1)
    queues.put(message(1, 0))
    assert await queues.idle(1)
    assert done == ["1.0", "1.1", "1.2", "1.3"]


async def test_abandoned_work_is_cancelled_and_forgotten() -> None:
    queues = Queues(lambda _: asyncio.sleep(60), at_once=1)
    queues.put(message(1, 0))
    queues.put(message(2, 0))
    await asyncio.sleep(0)
    await queues.abandon()
    assert await queues.idle(0)
