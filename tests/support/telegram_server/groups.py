"""Groups that the bot is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.telegram_server.people import Person

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer


@dataclass
class Group:
    """A group that the bot is in."""

    server: TelegramServer
    id: int

    def says(self, person: Person, text: str) -> int:
        """Somebody writes in the group."""
        message = person.message(text=text)
        message["chat"] = {"id": self.id, "type": "supergroup", "title": "Group"}
        return self.server.updates.put(message=message)
