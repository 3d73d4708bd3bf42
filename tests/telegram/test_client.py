"""The client shows its token and what it carries to nobody but Telegram."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.telegram.client import BATCH, Client
from bot.telegram.rates import Rates
from tests.support.telegram_server import TelegramServer


async def test_updates_come_as_telegram_sent_them(server: TelegramServer, client: Client) -> None:
    server.updates.put(message={"no": "message at all"})
    updates = await client.raw_updates(0, hold=0)
    assert updates[0]["message"] == {"no": "message at all"}


async def test_what_is_asked_for(server: TelegramServer, client: Client) -> None:
    await client.raw_updates(7, hold=0, limit=1, kinds=("message",))
    asked = {name: json.loads(value) for name, value in server.calls[0].given.items()}
    assert asked == {"offset": 7, "timeout": 0, "limit": 1, "allowed_updates": ["message"]}


async def test_without_an_offset_nothing_is_confirmed(
    server: TelegramServer, client: Client
) -> None:
    await client.raw_updates(0, hold=0)
    asked = {name: json.loads(value) for name, value in server.calls[0].given.items()}
    assert asked == {"timeout": 0, "limit": BATCH}


async def test_its_own_name_is_known_once_it_was_asked_for(
    server: TelegramServer, client: Client
) -> None:
    names = [client.me, await client.get_me(), client.me]
    assert [me and me.username for me in names] == [None, *[server.bot_user["username"]] * 2]


async def test_the_token_is_not_shown(client: Client) -> None:
    assert repr(client) == str(client) == "<Client>"


async def test_loud_libraries_are_quiet(server: TelegramServer) -> None:
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    Client(server.token, server.url)
    for name in ("httpx", "httpcore", "telegram"):
        assert logging.getLogger(name).getEffectiveLevel() == logging.WARNING


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>canary</html>", b'{"ok":true,"result":[{"canary', b"[]", b'"canary"', b"{}"]
    + [b'{"ok":true,"result":{"canary":1}}', b"\xff\xfe"],
)
async def test_what_is_no_answer_is_trouble_of_the_network_and_not_printed(
    server: TelegramServer, client: Client, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.fail("getUpdates", body=body)
    with pytest.raises(NetworkError) as caught:
        await client.raw_updates(0, hold=0)
    assert "canary" not in caplog.text + str(caught.value)


async def test_a_flood_is_told_without_a_warning(server: TelegramServer, client: Client) -> None:
    server.fail("getUpdates", status=429, retry_after=3)
    with pytest.raises(RetryAfter):
        await client.raw_updates(0, hold=0)


class TestRates:
    """Two messages in half a second, by the clock of the server."""

    PERIOD = 0.5

    async def gap(self, server: TelegramServer, rates: Rates, age: bool = False) -> float:
        """Seconds between the first and the third message to one person."""
        server.person(7).says("x")
        client = Client(server.token, server.url, rates=rates)
        for text in "abc":
            await client.send_message(7, text)
            if age:
                client.age()
        await client.close_connections()
        first, _, third = server.person(7).replies
        return third.sent_at - first.sent_at

    @pytest.mark.parametrize("age", [False, True])
    async def test_messages_keep_their_distance(self, server: TelegramServer, age: bool) -> None:
        rates = Rates(private=(2, self.PERIOD))
        assert await self.gap(server, rates, age) >= self.PERIOD

    async def test_a_message_a_second_unless_told_otherwise(self, server: TelegramServer) -> None:
        server.person(7).says("x")
        client = Client(server.token, server.url)
        await asyncio.gather(*(client.send_message(7, text) for text in "ab"))
        await client.close_connections()
        assert server.violations() == []

    async def test_quiet_chats_are_forgotten(self, server: TelegramServer) -> None:
        server.person(7).says("x")
        client = Client(server.token, server.url, rates=Rates(private=(1, 0.01)))
        await client.send_message(7, "x")
        await asyncio.sleep(0.05)
        client.age()
        assert not client._rates._chats
        await client.close_connections()
