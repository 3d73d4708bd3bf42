"""The trained assistant, and people who talk to it as Telegram hands their messages on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import pytest
import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.assistant.agent import load_agent
from bot.assistant.commands import PAYLOADS, UNSUPPORTED
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.telegram.incoming import Incoming
from bot.telegram.reader import Reader
from bot.telegram.surface import Surface

READER = Reader(Surface(PAYLOADS, UNSUPPORTED, lambda code: "", pseudonym), lambda: None)
KEY = b"a key for tests only, 32 characters"

_user_ids = count(5_000_000_000)


@dataclass(frozen=True)
class Shown:
    """What one turn showed."""

    text: str
    buttons: tuple[tuple[str, str], ...]

    @property
    def payloads(self) -> list[str]:
        """What the buttons send."""
        return [payload for _, payload in self.buttons]


class Recorder(OutputChannel):  # type: ignore[misc]
    """Keeps every reply, whichever way Rasa sends it."""

    def __init__(self) -> None:
        self.replies: list[Shown] = []

    @classmethod
    def name(cls) -> str:
        return "telegram"

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        buttons = message.get("buttons") or ()
        self.replies.append(
            Shown(
                message.get("text") or "",
                tuple((b["title"], b.get("payload", "")) for b in buttons),
            )
        )

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        self.replies.append(Shown(text, ()))


@dataclass
class Person:
    """Somebody who talks to the assistant; a stranger at first."""

    agent: Agent
    language_code: str | None = None
    user_id: int = field(default_factory=lambda: next(_user_ids))

    @property
    def pseudonym(self) -> str:
        """The name under which they are kept."""
        return pseudonym(KEY, self.user_id)

    async def says(self, text: str) -> Shown:
        """The one reply to a typed message."""
        incoming = READER.read(_update(self.user_id, text))
        assert isinstance(incoming, Incoming)
        return await self.presses(incoming.text)

    async def presses(self, payload: str) -> Shown:
        """The one reply to what a button sends."""
        recorder = Recorder()
        await self.agent.handle_message(
            UserMessage(
                text=payload,
                output_channel=recorder,
                sender_id=self.pseudonym,
                input_channel="telegram",
                metadata={"language_code": self.language_code},
            )
        )
        assert len(recorder.replies) == 1, f"{len(recorder.replies)} replies to {payload!r}"
        return recorder.replies[0]


def _update(user_id: int, text: str) -> dict[str, Any]:
    person = {"id": user_id, "is_bot": False, "first_name": "canary"}
    chat = {"id": user_id, "type": "private", "first_name": "canary"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": 1, "message": message}


@cache
def loaded() -> Agent:
    """The assistant as `make train` left it; loaded once, in ten seconds or so."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return load_agent(Settings.from_environment({}))


@pytest.fixture(scope="session")
def agent() -> Agent:
    """The trained assistant."""
    return loaded()
