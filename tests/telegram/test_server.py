"""The connector in processes of its own: as a channel of Rasa's server, and by itself."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.posts import until
from tests.support.telegram_server import TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from bot.telegram.server import AddressTaken, serve
    from bot.telegram.webhook import WebhookSettings
    from tests.support.serving import PATH, SURFACE, answer, connection, free_port

ROOT = Path(__file__).resolve().parents[2]
WAYS = ["polling", "webhook"]


@asynccontextmanager
async def connector(
    server: TelegramServer, mode: str, port: int, way: str = "polling"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The connector in a process that does not outlive the test."""
    server.webhook_target = f"http://127.0.0.1:{port}{PATH}"
    server.webhook_backoff = (0.05, 0.2)
    url = server.public_url(PATH) if way == "webhook" else ""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.connector_process"),
        *(mode, server.url, str(port), url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=ROOT,
    )
    assert process.stdin
    process.stdin.write(f"{server.token}\n".encode())
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Its exit status and all it printed."""
    printed, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, printed.decode()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("mode", "number"),
    [("serve", signal.SIGTERM), ("serve", signal.SIGINT), ("channel", signal.SIGTERM)],
)
async def test_it_answers_and_stops_cleanly(
    server: TelegramServer, mode: str, way: str, number: signal.Signals
) -> None:
    person = server.person(7)
    person.says("canary-text")
    port = free_port()
    async with connector(server, mode, port, way) as process:
        assert (await person.reply(timeout=60)).text == "key-7: canary-text"
        if (mode, way) != ("serve", "polling"):
            await check_addresses(port, way)
        typed = person.typing
        person.says("slow")
        await until(lambda: person.typing > typed)
        process.send_signal(number)
        assert (await person.reply(timeout=20)).text == "key-7: slow"
        status, printed = await ended(process)
    assert status == 0
    assert server.updates.pending == []
    assert [reply.text for reply in person.replies] == ["key-7: canary-text", "key-7: slow"]
    assert bool(server.webhook) is (way == "webhook")
    assert "canary-text" not in printed
    assert server.token not in printed


async def check_addresses(port: int, way: str) -> None:
    """One tells whether Telegram is heard; there is no other but the webhook's."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/webhooks/telegram") as http:
        assert (await http.get("/")).json() == {"ok": True}
        assert (await http.post("/set_webhook")).status_code == 404
        assert (await http.post("/webhook")).status_code == (403 if way == "webhook" else 404)
        assert (await http.post("/")).status_code == 405


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", ["serve", "channel"])
async def test_a_refused_token_ends_it_loudly(server: TelegramServer, mode: str, way: str) -> None:
    server.fail("setWebhook" if way == "webhook" else "getUpdates", status=401)
    async with connector(server, mode, free_port(), way) as process:
        status, printed = await ended(process)
    assert status == 1
    assert "check TELEGRAM_BOT_TOKEN" in printed
    assert server.token not in printed


async def test_an_agent_that_must_not_serve_ends_it_before_anything_is_fetched(
    server: TelegramServer,
) -> None:
    person = server.person(7)
    person.says("canary-text")
    async with connector(server, "refused", free_port()) as process:
        status, printed = await ended(process)
    assert status == 1
    assert "telegram: not served: the agent keeps conversations" in printed
    assert server.calls == []
    assert [update["message"]["text"] for update in server.updates.pending] == ["canary-text"]


async def test_an_address_that_is_taken_is_named(server: TelegramServer) -> None:
    way = connection(server, webhook=WebhookSettings(server.public_url(PATH)))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressTaken, match=f"127.0.0.1:{port}: see TELEGRAM_LISTEN"):
            await asyncio.wait_for(serve(way, SURFACE, answer, listen=("127.0.0.1", port)), 20)
    assert server.calls == []
