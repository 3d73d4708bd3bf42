"""Webhooks of the tests' Bot API server: how updates are brought."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.receiver import Receiver


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Receiver]:
    """A bot behind a public address."""
    server.webhook_backoff = (0.01, 0.02)
    async with Receiver() as receiver:
        server.webhook_target = receiver.url
        yield receiver


async def until(condition: Callable[[], object]) -> None:
    async def wait() -> None:
        while not condition():
            await asyncio.sleep(0.005)

    await asyncio.wait_for(wait(), 10)


async def test_an_update_is_brought_once(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    first = server.person(1).says("before")
    await client.set_webhook(server.public_url("/hook"), secret_token="canary_Secret-1")
    server.person(1).says("after")
    await until(lambda: not server.updates.pending)
    headers, update = bot.posts[0]
    assert headers["X-Telegram-Bot-Api-Secret-Token"] == "canary_Secret-1"
    assert headers["Content-Type"] == "application/json"
    assert update["update_id"] == first
    assert bot.texts == ["before", "after"]
    assert [delivery.status for delivery in server.deliveries] == [200, 200]
    assert all(0 <= d.seconds < 10 and d.at <= server.now() for d in server.deliveries)


async def test_no_secret_unless_one_was_told(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    await client.set_webhook(bot.url)  # plain http is admitted on this machine
    server.webhook_target = None
    server.person(1).says("x")
    await until(lambda: bot.posts)
    assert "X-Telegram-Bot-Api-Secret-Token" not in bot.posts[0][0]


async def test_an_error_has_it_brought_again(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    bot.status = 503
    await client.set_webhook(server.public_url(), max_connections=7, ip_address="192.0.2.1")
    number = server.person(1).says("x")
    await until(lambda: len(bot.posts) >= 3)
    info = await client.get_webhook_info()
    assert (info.url, info.pending_update_count) == (server.public_url(), 1)
    assert (info.max_connections, info.ip_address) == (7, "192.0.2.1")
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert info.last_error_date
    bot.status = 204
    await until(lambda: not server.updates.pending)
    assert {delivery.update_id for delivery in server.deliveries} == {number}
    assert [delivery.status for delivery in server.deliveries][-1] == 204


async def test_the_order_in_a_chat_and_many_chats_at_a_time(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    bot.open.clear()
    await client.set_webhook(server.public_url(), max_connections=3)
    for number in range(1, 6):
        for text in "abc":
            server.person(number).says(f"{number}{text}")
    await until(lambda: len(bot.posts) == 3)
    assert sorted(bot.texts) == ["1a", "2a", "3a"]  # each in a connection of its own
    bot.open.set()
    await until(lambda: not server.updates.pending)
    for name in "12345":
        assert [text for text in bot.texts if text[0] == name] == [f"{name}{c}" for c in "abc"]
    assert bot.most == 3
    assert len(bot.posts) == 15


async def test_a_bot_that_does_not_answer(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    server.webhook_timeout = 0.05
    bot.open.clear()
    await client.set_webhook(server.public_url())
    server.person(1).says("x")
    await until(lambda: len(bot.posts) >= 2)
    assert server.deliveries[0].status == 0
    assert (await client.get_webhook_info()).last_error_message == "Read timeout expired"
    server.webhook_timeout = 60
    bot.open.set()
    await until(lambda: not server.updates.pending)


async def test_a_bot_that_dies_and_comes_back(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    bot.open.clear()
    await client.set_webhook(server.public_url())
    server.person(1).says("under way")
    await until(lambda: bot.posts)
    await bot.go()
    await until(lambda: server.deliveries)
    server.person(2).says("meanwhile")
    await until(lambda: len(server.deliveries) >= 3)
    assert {delivery.status for delivery in server.deliveries} == {0}
    assert (await client.get_webhook_info()).last_error_message == "Connection refused"
    bot.open.set()
    await bot.come()
    await client.set_webhook(server.public_url())
    await until(lambda: not server.updates.pending)
    assert sorted(bot.texts) == ["meanwhile", "under way", "under way"]


async def test_what_is_older_than_a_day_is_not_brought(
    server: TelegramServer, client: Client, bot: Receiver
) -> None:
    bot.status = 500
    await client.set_webhook(server.public_url())
    server.person(1).says("x")
    await until(lambda: bot.posts)
    server.advance(25 * 3600)
    await until(lambda: not server.updates.pending)
    assert {delivery.status for delivery in server.deliveries} == {500}
