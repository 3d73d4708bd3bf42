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
from typing import Any

import httpx
import pytest

from bot.telegram.surface import Surface
from tests.support.telegram_server import TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from rasa.core.channels.channel import InputChannel
    from rasa.shared.exceptions import InvalidConfigException

    from bot.telegram.channel import TelegramChannel

ROOT = Path(__file__).resolve().parents[2]
HERE = __name__


def surface() -> Surface:
    return Surface({}, "/unsupported", lambda code: "calm", lambda key, user_id: "p")


CREDENTIALS = {"token": "1:canary", "secret_key": "canary-key", "surface": f"{HERE}.surface"}


class TestCredentials:
    def test_they_make_a_channel(self) -> None:
        channel = TelegramChannel.from_credentials(CREDENTIALS)
        assert isinstance(channel, InputChannel)
        assert channel.name() == channel.url_prefix() == "telegram"
        assert "canary" not in repr(channel)

    @pytest.mark.parametrize("name", ["token", "secret_key", "surface"])
    @pytest.mark.parametrize("value", ["", None])
    def test_what_is_missing_is_named(self, name: str, value: str | None) -> None:
        with pytest.raises(InvalidConfigException, match=f"needs `{name}`") as caught:
            TelegramChannel.from_credentials({**CREDENTIALS, name: value})
        assert "canary" not in str(caught.value)

    @pytest.mark.parametrize("credentials", [None, {}])
    def test_no_credentials(self, credentials: Any) -> None:
        with pytest.raises(InvalidConfigException, match="needs `token`"):
            TelegramChannel.from_credentials(credentials)

    def test_a_wrong_surface_is_named(self) -> None:
        with pytest.raises(InvalidConfigException, match="there is no bot.nothing"):
            TelegramChannel.from_credentials({**CREDENTIALS, "surface": "bot.nothing"})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def connector(
    server: TelegramServer, mode: str, port: int
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The connector in a process that does not outlive the test."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.connector_process", mode, server.url, str(port)),
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
    printed, _ = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode, printed.decode()


@pytest.mark.parametrize(
    ("mode", "number"),
    [("serve", signal.SIGTERM), ("serve", signal.SIGINT), ("channel", signal.SIGTERM)],
)
async def test_it_answers_and_stops_cleanly(
    server: TelegramServer, mode: str, number: signal.Signals
) -> None:
    person = server.person(7)
    person.says("canary-text")
    port = free_port()
    async with connector(server, mode, port) as process:
        assert (await person.reply(timeout=30)).text == "key-7: canary-text"
        if mode == "channel":
            await check_addresses(port)
        person.says("slow")
        await asyncio.sleep(0.2)
        process.send_signal(number)
        assert (await person.reply()).text == "key-7: slow"
        status, printed = await ended(process)
    assert status == 0
    assert server.updates.pending == []
    assert "canary-text" not in printed
    assert server.token not in printed


async def check_addresses(port: int) -> None:
    """The only address tells whether Telegram is heard."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/webhooks/telegram") as http:
        assert (await http.get("/")).json() == {"ok": True}
        for path in ("/set_webhook", "/webhook"):
            assert (await http.post(path)).status_code == 404
        assert (await http.post("/")).status_code == 405


async def test_an_agent_that_must_not_serve_ends_it_before_anything_is_fetched(
    server: TelegramServer,
) -> None:
    person = server.person(7)
    person.says("canary-text")
    async with connector(server, "refused", free_port()) as process:
        status, printed = await ended(process)
    assert status == 1
    assert "telegram: not served: the agent keeps conversations" in printed
    assert person.replies == []
    assert [update["message"]["text"] for update in server.updates.pending] == ["canary-text"]


@pytest.mark.parametrize("mode", ["serve", "channel"])
async def test_a_refused_token_ends_it_loudly(server: TelegramServer, mode: str) -> None:
    server.fail("getUpdates", status=401)
    async with connector(server, mode, free_port()) as process:
        status, printed = await ended(process)
    assert status == 1
    assert "check TELEGRAM_BOT_TOKEN" in printed
    assert server.token not in printed
