"""People whose every detail is a canary, on the strict Bot API server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from proofs.canaries import Victim
from tests.support.telegram_server import Person, Reply, TelegramServer


@dataclass
class Writer(Person):
    """A person with a first and a last name, a user name, and words of their own."""

    victim: Victim | None = None

    @property
    def user(self) -> dict[str, Any]:
        """The person as Telegram describes them."""
        return {**super().user, "last_name": self._named("last")}

    @property
    def chat(self) -> dict[str, Any]:
        """The chat as Telegram describes it."""
        chat = {**super().chat, "last_name": self._named("last")}
        return {**chat, "username": self.username}

    async def hears(self, within: float = 20.0) -> Reply | None:
        """The next reply; None where there is none in time."""
        try:
            return await self.reply(within)
        except AssertionError:
            return None

    async def asks(self, text: str, within: float = 20.0) -> Reply | None:
        """Write, and the reply; what came before is not waited for."""
        self._read = len(self.arrived)
        self.says(text)
        return await self.hears(within)

    async def taps(self, payload: str, within: float = 20.0) -> Reply | None:
        """Press a button with this payload under the newest message, and the reply."""
        self._read = len(self.arrived)
        self.presses_payload(payload, self.arrived[-1].message_id if self.arrived else 1)
        return await self.hears(within)

    def _named(self, kind: str) -> str:
        return self.victim.name(kind) if self.victim else ""


def writer(server: TelegramServer, victim: Victim, language_code: str = "en") -> Writer:
    """A victim's account; the same one each time."""
    known = server.people.get(victim.user_id)
    if isinstance(known, Writer):
        return known
    person = Writer(
        server,
        victim.user_id,
        language_code,
        first_name=victim.name("first"),
        username=victim.name("user"),
        victim=victim,
    )
    server.people[victim.user_id] = person
    return person


def is_russian(text: str) -> bool:
    """Whether most of the letters are Cyrillic."""
    cyrillic = len(re.findall(r"[а-яё]", text.lower()))
    return cyrillic > len(re.findall(r"[a-z]", text.lower()))
