"""A stop finishes what has come in, and leaves the rest with Telegram."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram.client import Client
from tests.support.answering import Bot, until
from tests.support.polling import Polling
from tests.support.telegram_server import TelegramServer


@pytest.fixture
def bot() -> Bot:
    return Bot()


async def test_what_is_in_flight_is_finished_and_confirmed(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    gate = bot.gate("0")
    for number in range(50):
        server.person(number % 7 + 1).says(str(number))
    subject = Polling(client, bot)
    async with subject.running() as task:
        await until(lambda: len(bot.handled) > 5)
        subject.poller.stop()
        await asyncio.sleep(0.05)
        assert not task.done()
        gate.set()
    assert sorted(bot.handled, key=int) == [str(number) for number in range(50)]
    assert server.updates.pending == []


async def test_what_takes_too_long_stays_with_telegram(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    gate = bot.gate("slow")
    server.person(1).says("quick")
    server.person(2).says("slow")
    async with Polling(client, bot, grace=0.05).running():
        await until(lambda: bot.handled == ["quick"] and "slow" in bot.begun)
    assert not bot.said
    assert [update["message"]["text"] for update in server.updates.pending] == ["slow"]
    gate.set()
    async with Polling(client, bot).running():
        await until(lambda: bot.handled == ["quick", "slow"])


async def test_what_is_done_is_confirmed_within_a_while_only(
    server: TelegramServer, bot: Bot
) -> None:
    client = Client(server.token, server.url, timeout=60)
    gate = bot.gate("a")
    server.person(1).says("a")
    subject = Polling(client, bot, parting=0.05)
    async with subject.running() as task:
        await until(lambda: bot.begun)
        server.fail("getUpdates", times=None, hang=60)
        subject.poller.stop()
        gate.set()
        await asyncio.wait_for(task, 10)
    assert bot.handled == ["a"]
    await client.close_connections()


async def test_a_failed_farewell_is_no_failure(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    gate = bot.gate("a")
    server.person(1).says("a")
    subject = Polling(client, bot)
    async with subject.running() as task:
        await until(lambda: bot.begun)
        subject.poller.stop()
        server.fail("getUpdates", times=None, status=502)
        gate.set()
    assert task.exception() is None


async def test_cancelling_is_stopping(server: TelegramServer, client: Client, bot: Bot) -> None:
    gate = bot.gate("slow")
    server.person(1).says("slow")
    async with Polling(client, bot).running() as task:
        await until(lambda: bot.begun)
        task.cancel()
        await asyncio.sleep(0.05)
        gate.set()
    assert task.cancelled()
    assert bot.handled == ["slow"]
    assert server.updates.pending == []


async def test_a_stop_while_nothing_happens_is_quick(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    subject = Polling(client, bot, hold=50)
    task = asyncio.create_task(subject.run())
    await until(lambda: server.updates.is_polled)
    subject.poller.stop()
    await asyncio.wait_for(task, 10)
    assert not server.calls_of("getUpdates")  # the one that was held got no answer
