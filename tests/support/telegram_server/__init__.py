"""A strict Bot API server of our own, for real clients over real HTTP on loopback."""

from tests.support.telegram_server.people import Group, Person, Reply
from tests.support.telegram_server.server import Call, TelegramServer

__all__ = ["Call", "Group", "Person", "Reply", "TelegramServer"]
