"""The whole connector in the test's own process, in front of an assistant that repeats."""

from __future__ import annotations

import asyncio
import socket
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.telegram.connection import Connection
from bot.telegram.pace import Pace
from bot.telegram.rates import Rates
from bot.telegram.surface import Profile, Surface
from bot.telegram.webhook import WebhookSettings
from tests.support.posts import until
from tests.support.telegram_server import TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from rasa.core.channels.channel import UserMessage
    from sanic import Sanic

    from bot.telegram.server import serve

Sanic.test_mode = True
"""Its own switch: otherwise a process can start one server only."""

PATH = "/webhooks/telegram/webhook"
RATES = Rates(private=(100, 0.01), group=(100, 0.01), all=(1000, 0.01))
PACE = Pace(hold=5, check=0.02, grace=1, first_wait=0.01, longest_wait=0.05, rates=RATES)
KEY = b"canary-key"
SURFACE = Surface(
    commands={"language": "/change_language"},
    unsupported="/unsupported",
    failure=lambda code: f"calm {code}",
    pseudonym=lambda key, user_id: "p",
    menu={"": {"language": "Choose"}, "ru": {"language": "Выбрать"}},
    profile={"": Profile("about", "short"), "ru": Profile("описание", "кратко")},
)


async def answer(message: UserMessage) -> None:
    """Stands for Rasa: says what it was given."""
    if message.text == "fail":
        raise RuntimeError("canary-failure")
    if message.text == "silence":
        return
    response: dict[str, Any] = {"text": f"{message.sender_id}: {message.text}"}
    if message.text == "choose":
        response["buttons"] = [{"title": "One", "payload": '/show{"entry":"one"}'}]
    await message.output_channel.send_response(message.sender_id, response)


def connection(server: TelegramServer, **about: Any) -> Connection:
    """A connection to the tests' server, at a fast pace."""
    return Connection(server.token, KEY, server.url, **{"pace": PACE, **about})


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def behind_webhook(server: TelegramServer, **about: Any) -> AsyncIterator[str]:
    """The connector behind a webhook, once it was asked for; its address on this machine."""
    port = free_port()
    url = f"http://127.0.0.1:{port}{PATH}"
    server.webhook_target, server.webhook_backoff = url, (0.02, 0.1)
    settings = about.pop("webhook", WebhookSettings(server.public_url(PATH), "canary-secret"))
    way = connection(server, webhook=settings, **about)
    task = asyncio.create_task(serve(way, SURFACE, answer, listen=("127.0.0.1", port)))
    try:
        await until(lambda: server.calls_of("setWebhook") or task.done())
        yield url
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
