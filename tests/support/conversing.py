"""A conversation with one person in front of the Bot API server, Rasa played by a table."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from bot.telegram.client import Client
from bot.telegram.incoming import Incoming
from bot.telegram.rates import Rates
from bot.telegram.reader import Reader
from bot.telegram.surface import Surface
from bot.telegram.trail import Trail
from tests.support.telegram_server import Chat, Group, Person, TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from rasa.core.channels.channel import UserMessage

    from bot.telegram.conversation import Conversation

Read = Callable[[], Incoming]
Turn = Callable[..., Awaitable[None]]

SLOW = 1234.5
FAST = Rates(private=(100, 0.01), group=(100, 0.01), all=(1000, 0.01))
SURFACE = Surface(
    commands={"help": "/help"},
    unsupported="/unsupported",
    failure=lambda code: f"calm {code}",
    slow=lambda code: f"slow {code}",
    urgent=lambda code: f"urgent {code}",
    busy=lambda code: f"busy {code}",
    stale=lambda code: f"stale {code}",
    known=lambda payload: payload in ("/a", "/b"),
    clear=lambda whole: "/cleared_all" if whole else "/cleared_partly",
    pseudonym=lambda key, user_id: "p",
)


class Rasa:
    """Stands for the agent: notes messages and says what it is told to.

    Attributes:
        messages: what it was told.
        responses: what it says to any of them.
        before, after: done before and after it says that.
    """

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.responses: list[dict[str, Any]] = [{"text": "hello"}]
        self.before: Callable[[], Awaitable[object]] | None = None
        self.after: Callable[[], Awaitable[object]] | None = None

    @property
    def told(self) -> list[str]:
        """The words it was told."""
        return [message.text for message in self.messages]

    async def on_new_message(self, message: UserMessage) -> None:
        """Answer; Rasa's way in."""
        self.messages.append(message)
        if self.before:
            await self.before()
        for response in self.responses:
            await message.output_channel.send_response(message.sender_id, dict(response))
        if self.after:
            await self.after()


class Clock:
    """What the trail of messages takes for the time."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest_asyncio.fixture
async def client(server: TelegramServer) -> AsyncIterator[Client]:
    """One that knows itself and does not wait between messages."""
    connected = Client(server.token, server.url, timeout=5.0, rates=FAST)
    await connected.get_me()
    server.calls.clear()
    yield connected
    await connected.close_connections()


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
def person(server: TelegramServer) -> Person:
    return server.person(7, "ru")


@pytest.fixture
def group(server: TelegramServer) -> Group:
    return server.group(-100)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Begins with the conversation."""
    moved = Clock()
    monkeypatch.setattr("bot.telegram.conversation.Trail", lambda: Trail(moved))
    return moved


@pytest.fixture
def conversation(client: Client, rasa: Rasa, clock: Clock) -> Conversation:
    return Conversation(
        client, rasa.on_new_message, lambda user_id: f"p{user_id}", SURFACE, slow=SLOW
    )


@pytest.fixture
def overdue(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """The answer takes too long once this is set."""
    come, sleep = asyncio.Event(), asyncio.sleep

    async def until(seconds: float, result: Any = None) -> Any:
        return await (come.wait() if seconds == SLOW else sleep(seconds, result))

    monkeypatch.setattr(asyncio, "sleep", until)
    return come


@pytest.fixture
def read(server: TelegramServer, client: Client) -> Read:
    """What was written or pressed last."""

    def read() -> Incoming:
        found = Reader(SURFACE, lambda: client.me).read(server.updates.pending[-1])
        assert isinstance(found, Incoming)
        return found

    return read


@pytest.fixture
def turn(conversation: Conversation, read: Read) -> Turn:
    """Answer what was written or pressed last, changed like this."""

    async def turn(**changed: Any) -> None:
        await conversation.turn(replace(read(), **changed))

    return turn


def texts(chat: Chat) -> list[str]:
    """What the bot's messages in a chat say."""
    return [reply.text for reply in chat.replies]
