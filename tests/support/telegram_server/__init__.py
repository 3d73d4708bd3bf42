"""A strict Bot API server of our own, for real clients over real HTTP on loopback."""

from tests.support.telegram_server.chats import Chat, Reply
from tests.support.telegram_server.groups import Group
from tests.support.telegram_server.people import Person
from tests.support.telegram_server.server import Call, TelegramServer
from tests.support.telegram_server.webhooks import Delivery

__all__ = ["Call", "Chat", "Delivery", "Group", "Person", "Reply", "TelegramServer"]
