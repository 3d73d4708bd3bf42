"""What Telegram, or somebody else, posts to a webhook that is not behind any server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

from bot.telegram.client import Client
from bot.telegram.incoming import Incoming
from bot.telegram.intake import Intake
from bot.telegram.pace import Pace
from bot.telegram.reader import Reader
from bot.telegram.surface import Surface
from bot.telegram.webhook import Post, Webhook, WebhookSettings
from tests.support.telegram_server import TelegramServer

SECRET = "canary-secret"
SETTINGS = WebhookSettings(TelegramServer.public_url("/hook"), SECRET)
PACE = Pace(answer_within=0.2, grace=1, first_wait=0.01, longest_wait=0.05, look=0.02)
SURFACE = Surface({}, "/unsupported", lambda code: "calm", lambda key, user_id: "p")


class Answers:
    """Notes what is to be answered, and finishes a turn only while it is let."""

    def __init__(self) -> None:
        self.turns: list[str] = []
        self.let = asyncio.Event()
        self.let.set()

    async def turn(self, incoming: Incoming) -> None:
        self.turns.append(incoming.text)
        await self.let.wait()

    async def apologise(self, incoming: Incoming) -> None: ...

    async def acknowledge(self, incoming: Incoming) -> bool:
        return True

    async def press_again(self, incoming: Incoming) -> None: ...

    async def ask_for_patience(self, incoming: Incoming) -> None: ...


def intake_of(client: Client, answers: Answers, pace: Pace = PACE) -> Intake:
    """An intake that hands messages to these answers."""
    return Intake(Reader(SURFACE, lambda: client.me).read, answers, pace=pace)


def webhook_of(
    client: Client, answers: Answers, settings: WebhookSettings = SETTINGS, **changes: Any
) -> Webhook:
    """A webhook with its intake; changes are those of the pace."""
    pace = replace(PACE, **changes)
    return Webhook(client, intake_of(client, answers, pace), settings, pace)


async def pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


def post(content: Any, **changes: Any) -> Post:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    genuine = Post("127.0.0.1", [SECRET], "application/json", "", len(body), pieces(body))
    return replace(genuine, **changes)


def said(server: TelegramServer, text: str = "x") -> dict[str, Any]:
    """The update that somebody's words make."""
    server.person(7).says(text)
    return server.updates.pending[-1]


async def until(condition: Callable[[], object], timeout: float = 10.0) -> None:
    """Wait until something is so."""

    async def wait() -> None:
        while not condition():
            await asyncio.sleep(0.005)

    await asyncio.wait_for(wait(), timeout)
