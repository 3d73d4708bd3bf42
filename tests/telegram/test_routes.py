"""The connector's addresses over real HTTP: what is forged is refused, what is genuine answered."""

from __future__ import annotations

import asyncio
import gzip
import json
import warnings
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.telegram.webhook import WebhookSettings
from tests.support.posts import until
from tests.support.telegram_server import TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from sanic.compat import Header

    from bot.telegram.routes import _address
    from tests.support.serving import PATH, behind_webhook

SECRET = "canary-secret"
NAME = "X-Telegram-Bot-Api-Secret-Token"
GENUINE = {NAME: SECRET, "Content-Type": "application/json"}
UPDATE = {
    "update_id": 5,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 7, "type": "private", "first_name": "x"},
        "from": {"id": 7, "is_bot": False, "first_name": "x"},
        "text": "canary-text",
    },
}
BODY = json.dumps(UPDATE).encode()


@pytest_asyncio.fixture
async def url(server: TelegramServer) -> AsyncIterator[str]:
    async with behind_webhook(server) as address:
        yield address


@pytest_asyncio.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=10) as client:
        yield client


async def pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


FORGERIES: dict[str, tuple[int, dict[str, Any]]] = {
    "no secret": (403, {"headers": {"Content-Type": "application/json"}}),
    "a wrong secret": (403, {"headers": {**GENUINE, NAME: "wrong"}}),
    "the beginning of the secret": (403, {"headers": {**GENUINE, NAME: SECRET[:-1]}}),
    "the secret twice": (403, {"headers": [*GENUINE.items(), (NAME, SECRET)]}),
    "another method": (405, {"method": "GET"}),
    "two megabytes": (413, {"content": BODY.ljust(2_000_000)}),
    "two megabytes in pieces": (413, {"content": pieces(BODY.ljust(2_000_000))}),
    "compressed": (
        415,
        {"content": gzip.compress(BODY), "headers": {**GENUINE, "Content-Encoding": "gzip"}},
    ),
    "a form": (415, {"headers": {**GENUINE, "Content-Type": "text/plain"}}),
    "no JSON": (400, {"content": b"{canary"}),
    "no update": (400, {"content": b"{}"}),
}


class TestForgeries:
    @pytest.mark.parametrize("name", FORGERIES)
    async def test_they_are_refused(
        self, server: TelegramServer, url: str, http: httpx.AsyncClient, name: str
    ) -> None:
        status, changes = FORGERIES[name]
        asked = {"method": "POST", "url": url, "headers": GENUINE, "content": BODY} | changes
        response = await http.request(**asked)
        assert response.status_code == status
        assert "canary" not in response.text
        assert server.calls_of("sendMessage") == []

    @pytest.mark.parametrize("path", ["/", "/webhook", "/webhooks/telegram/hook"])
    async def test_nothing_is_taken_elsewhere(
        self, server: TelegramServer, url: str, http: httpx.AsyncClient, path: str
    ) -> None:
        elsewhere = url.replace(PATH, path)
        response = await http.post(elsewhere, headers=GENUINE, content=BODY)
        assert response.status_code == 404
        assert server.calls_of("sendMessage") == []

    async def test_what_is_genuine_is_answered(
        self, server: TelegramServer, url: str, http: httpx.AsyncClient
    ) -> None:
        server.person(7).has_started = True
        kind = "application/json; charset=utf-8"
        for headers in (GENUINE, {**GENUINE, "Content-Type": kind}):
            assert (await http.post(url, headers=headers, content=BODY)).status_code == 200
        assert [reply.text for reply in server.person(7).replies] == ["p: canary-text"]

    async def test_a_body_that_comes_in_pieces(
        self, server: TelegramServer, url: str, http: httpx.AsyncClient
    ) -> None:
        server.person(7).has_started = True
        response = await http.post(url, headers=GENUINE, content=pieces(BODY.ljust(500_000)))
        assert response.status_code == 200
        assert [reply.text for reply in server.person(7).replies] == ["p: canary-text"]


class TestAddresses:
    """Behind a proxy on this machine counts who is connected to the proxy."""

    @pytest.mark.parametrize(
        ("forwarded", "status"),
        [
            (["149.154.160.9"], 200),
            (["192.0.2.1"], 403),
            (["192.0.2.1, 149.154.160.9"], 200),
            (["149.154.160.9, 192.0.2.1"], 403),
            (["149.154.160.9", "192.0.2.1"], 403),
            (["canary"], 403),
            ([], 403),
        ],
    )
    async def test_a_proxy_on_this_machine_is_believed(
        self, server: TelegramServer, http: httpx.AsyncClient, forwarded: list[str], status: int
    ) -> None:
        server.person(7).has_started = True
        settings = WebhookSettings(server.public_url(PATH), SECRET, ("149.154.160.0/20",))
        headers = [*GENUINE.items(), *(("X-Forwarded-For", value) for value in forwarded)]
        async with behind_webhook(server, webhook=settings) as url:
            response = await http.post(url, headers=headers, content=BODY)
        assert response.status_code == status

    @pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "::2"])
    def test_nobody_else_is(self, address: str) -> None:
        headers = Header({"X-Forwarded-For": "149.154.160.9"})
        assert _address(SimpleNamespace(ip=address, headers=headers)) == address


async def test_it_is_well_once_telegram_was_heard(
    server: TelegramServer, http: httpx.AsyncClient
) -> None:
    fault = server.fail("setWebhook", times=None, status=502)
    async with behind_webhook(server) as url:
        health = url.removesuffix("webhook")
        response = await http.get(health)
        assert (response.status_code, response.json()) == (503, {"ok": False})
        fault.times = 0
        await until(lambda: server.webhook)
        for _ in range(500):
            if (response := await http.get(health)).status_code == 200:
                break
            await asyncio.sleep(0.01)
        assert (response.status_code, response.json()) == (200, {"ok": True})
        assert (await http.post(health)).status_code == 405
