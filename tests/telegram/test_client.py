"""The client shows its token and what it carries to nobody but Telegram."""

from __future__ import annotations

import json
import logging

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer


async def test_updates_come_as_telegram_sent_them(server: TelegramServer, client: Client) -> None:
    server.updates.put(message={"no": "message at all"})
    updates = await client.raw_updates(0, hold=0)
    assert updates[0]["message"] == {"no": "message at all"}


async def test_what_is_asked_for(server: TelegramServer, client: Client) -> None:
    await client.raw_updates(7, hold=0, limit=1, kinds=("message",))
    asked = {name: json.loads(value) for name, value in server.calls[0].given.items()}
    assert asked == {"offset": 7, "timeout": 0, "limit": 1, "allowed_updates": ["message"]}


async def test_the_token_is_not_shown(client: Client, server: TelegramServer) -> None:
    assert server.token not in repr(client) + str(client)


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
