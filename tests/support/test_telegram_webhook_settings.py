"""Webhooks of the tests' Bot API server: how they are set and taken away."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, Conflict

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.receiver import Receiver
from tests.support.telegram_server.refusal import Unknown
from tests.support.telegram_server.webhooks import chat_of

URL = "https://bot.example.org/hook"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"url": "http://bot.example.org"}, "HTTPS URL must be provided"),
        ({"url": "bot.example.org"}, "HTTPS URL must be provided"),
        ({"url": "ftp://127.0.0.1"}, "HTTPS URL must be provided"),
        ({"url": "https://bot.example.org:8080"}, "only on ports"),
        ({"url": "https://bot.example.org:x"}, "invalid webhook URL"),
        ({"secret_token": "a b"}, "unallowed characters"),
        ({"secret_token": "x" * 257}, "too long"),
        ({"max_connections": 0}, "between 1 and 100"),
        ({"max_connections": 101}, "between 1 and 100"),
        ({"ip_address": "bot.example.org"}, "Invalid IP address"),
    ],
)
async def test_what_is_refused(
    server: TelegramServer, client: Client, given: dict[str, Any], reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await client.set_webhook(**{"url": URL, **given})
    assert not server.webhook


@pytest.mark.parametrize(
    "given", [{"drop_pending_updates": True}, {"allowed_updates": ["pigeon"]}, {"certificate": "x"}]
)
async def test_what_it_does_not_know_fails_the_test(given: dict[str, Any]) -> None:
    with pytest.raises(Unknown):
        async with TelegramServer() as server, httpx.AsyncClient() as http:
            url = f"{server.url}/bot{server.token}/setWebhook"
            await http.post(url, json={"url": URL, **given})


async def test_it_ends_polling(server: TelegramServer, client: Client) -> None:
    poll = asyncio.create_task(client.raw_updates(0, 5))
    while not server.updates.is_polled:
        await asyncio.sleep(0.005)
    await client.set_webhook(URL)
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="webhook is active"):
        await client.raw_updates(0, 0)


async def test_only_wanted_kinds(server: TelegramServer, client: Client) -> None:
    await client.set_webhook(URL, allowed_updates=["message"])
    server.person(1).says("x")
    server.person(1).blocks()
    assert len(server.updates) == 1
    assert (await client.get_webhook_info()).allowed_updates == ("message",)
    await client.set_webhook(URL)
    assert (await client.get_webhook_info()).allowed_updates == ("message",)
    await client.set_webhook(URL, allowed_updates=[])
    server.person(2).blocks()
    assert len(server.updates) == 2


@pytest.mark.parametrize("how", ["deleteWebhook", "setWebhook"])
async def test_it_is_taken_away_and_what_is_pending_stays(
    server: TelegramServer, client: Client, how: str
) -> None:
    async with Receiver() as bot:
        bot.open.clear()
        await client.set_webhook(bot.url)
        server.person(1).says("x")
        while not bot.posts:
            await asyncio.sleep(0.005)
        await (client.delete_webhook() if how == "deleteWebhook" else client.set_webhook(""))
        server.person(1).says("y")
        bot.open.set()
        updates = await client.raw_updates(0, 0)
        assert [update["message"]["text"] for update in updates] == ["x", "y"]
        assert bot.texts == ["x"]
    assert (await client.get_webhook_info()).url == ""


async def test_setting_the_same_again_changes_nothing(
    server: TelegramServer, client: Client
) -> None:
    async with Receiver() as bot:
        bot.open.clear()
        await client.set_webhook(bot.url)
        server.person(1).says("x")
        while not bot.posts:
            await asyncio.sleep(0.005)
        await client.set_webhook(bot.url)
        assert len(bot.posts) == 1
        await client.set_webhook(bot.url, secret_token="other")
        while len(bot.posts) < 2:
            await asyncio.sleep(0.005)
        bot.open.set()
        assert [h.get("X-Telegram-Bot-Api-Secret-Token") for h, _ in bot.posts] == [None, "other"]


async def test_nothing_leaves_this_machine(
    server: TelegramServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[object] = []

    def post(*given: object, **_: object) -> None:
        posted.append(given)
        raise ConnectionResetError

    monkeypatch.setattr("aiohttp.ClientSession.post", post)
    await client.set_webhook(URL)
    server.person(1).says("x")
    while not server.deliveries:
        await asyncio.sleep(0.005)
    assert server.deliveries[0].status == 0
    assert not posted


@pytest.mark.parametrize(
    ("content", "chat"),
    [
        ({"message": {"chat": {"id": -5}, "from": {"id": 1}}}, -5),
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": 1}}}}, 1),
        ({"inline_query": {"from": {"id": 1}}}, 1),
        ({"poll_answer": {"user": {"id": 1}}}, 1),
        ({"message": "nonsense"}, ("update", 9)),
        ({"poll": {"id": "31"}}, ("update", 9)),
    ],
)
def test_what_keeps_updates_in_order(content: dict[str, Any], chat: object) -> None:
    assert chat_of({"update_id": 9, **content}) == chat
