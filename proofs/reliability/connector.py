"""The connector in this process, in front of whatever answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.channels.channel import UserMessage
from telegram.error import TelegramError

from bot.telegram.client import Client
from bot.telegram.connection import Connection
from bot.telegram.delivery import Delivery, Manner
from bot.telegram.incoming import Incoming
from bot.telegram.pace import Pace
from bot.telegram.rates import Rates
from bot.telegram.service import Service
from bot.telegram.surface import Surface
from proofs.reliability.sayings import Saying
from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.chats import Chat

KEY = b"a key for proofs only, 32 signs."
QUICK = Rates(private=(1000, 0.01), group=(1000, 0.01), all=(1000, 0.01))
"""What is sent is what is looked at, not how fast."""

HASTY = Pace(hold=1, check=0.02, messages=(1_000_000, 60.0), rates=QUICK)

Answer = Callable[[UserMessage], Awaitable[Any]]


class Errors(logging.Handler):
    """Counts the lines of level ERROR while it is entered.

    Attributes:
        lines: the lines.
    """

    def __init__(self) -> None:
        """Nothing was logged."""
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note a line."""
        self.lines.append(record.getMessage())

    def __enter__(self) -> Errors:
        """From now on."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *trouble: object) -> None:
        """Up to now."""
        logging.getLogger().removeHandler(self)


@asynccontextmanager
async def connector(
    server: TelegramServer,
    answer: Answer,
    surface: Surface,
    agent: Any = None,
    pace: Pace = HASTY,
) -> AsyncIterator[Errors]:
    """Answer on a server until the end.

    Args:
        server: the Bot API.
        answer: Rasa's way in.
        surface: what the assistant shows.
        agent: Rasa's agent, for inline queries.
        pace: times and limits.
    """
    with Errors() as errors:
        service = Service(
            Connection(server.token, KEY, api_url=server.url, pace=pace), surface, answer, agent
        )
        serving = asyncio.create_task(service.run())
        try:
            yield errors
        finally:
            service.stop()
            await serving


@asynccontextmanager
async def client(server: TelegramServer) -> AsyncIterator[Client]:
    """A client that knows its name and hurries."""
    connected = Client(server.token, server.url, rates=QUICK)
    try:
        await connected.get_me()
        yield connected
    finally:
        await connected.close_connections()


async def deliver(
    connected: Client, chat: Chat, saying: Saying, manner: Manner | None = None
) -> bool:
    """Say something in a chat; whether it could be sent."""
    answered = Incoming(1, chat.id, 100, "", message_id=1, in_group=saying.in_group)
    try:
        await Delivery(connected, answered, manner).send(saying.html, saying.buttons)
    except (TelegramError, ValueError):
        return False
    return True


def started(server: TelegramServer, number: int, language: str | None = "en") -> Person:
    """Somebody who has begun a chat."""
    person = server.person(number, language)
    person.has_started = True
    return person


def refused(server: TelegramServer) -> list[str]:
    """What Telegram has refused, but for a question for updates that another one has replaced."""
    return [refusal for refusal in server.refusals if not refusal.startswith("getUpdates")]
