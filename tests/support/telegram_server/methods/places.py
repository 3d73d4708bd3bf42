"""The chats and messages that a method is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.chats import Chat, Reply
from tests.support.telegram_server.refusal import bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

TWO_DAYS = 48 * 3600


def open_chat(server: TelegramServer, chat_id: int) -> Chat:
    """A chat that the bot may write to."""
    chat = server.people.get(chat_id) or server.groups.get(chat_id)
    if chat is None:
        raise bad_request("chat not found")
    if refusal := chat.closed:
        raise refusal
    return chat


def editable(server: TelegramServer, given: Mapping[str, Any]) -> tuple[Chat, Reply]:
    """The message of the bot that is to be changed, and its chat."""
    chat = open_chat(server, given["chat_id"])
    if reply := chat.standing(given["message_id"]):
        return chat, reply
    if given["message_id"] in chat.own_messages:
        raise bad_request("message can't be edited")
    raise bad_request("message to edit not found")


def delete(server: TelegramServer, chat_id: int, message_id: int) -> bool:
    """Take away whoever's message; whether there was one."""
    chat = open_chat(server, chat_id)
    message = chat.found(message_id)
    if message is None:
        return False
    if server.now() - message["date"] > TWO_DAYS:
        raise bad_request("message can't be deleted for everyone")
    if reply := chat.standing(message_id):
        reply.is_deleted = True
    elif not chat.may_delete:
        raise bad_request("message can't be deleted")
    chat.own_messages.pop(message_id, None)
    return True
