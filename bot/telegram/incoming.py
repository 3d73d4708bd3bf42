"""Raw updates in, what a person wrote or pressed out. Nothing here is ever printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

UPDATE_KINDS = ("message", "callback_query")
"""The kinds of update Telegram is asked for."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?!\S)")

_WRITTEN_BY_THE_PROGRAM = (
    "boost_added",
    "chat_background_set",
    "chat_shared",
    "connected_website",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "gift",
    "gift_upgrade_sent",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "paid_message_price_changed",
    "pinned_message",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "unique_gift",
    "users_shared",
    "write_access_allowed",
)
"""Notices that stand in a private chat without anybody having said anything."""


class PoisonUpdate(Exception):
    """An update that is not what the Bot API promises. Holds nothing of it."""


@dataclass(frozen=True, repr=False)
class Incoming:
    """What one person wrote or pressed in a private chat.

    Attributes:
        update_id: Telegram's number of the update.
        chat_id: the chat to answer in.
        user_id: Telegram's number of the person; to be replaced by a pseudonym at once.
        text: what Rasa shall read: the person's words or a payload.
        language_code: the language of the person's Telegram, if it says one.
        callback_query_id: set when a button was pressed; to be answered once.
        message_id: the message written, or the one whose button was pressed.
    """

    update_id: int
    chat_id: int
    user_id: int
    text: str
    language_code: str | None = None
    callback_query_id: str | None = None
    message_id: int | None = None

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return "<Incoming>"


class Reader:
    """Reads updates; knows which commands there are and what stands for a picture."""

    def __init__(self, commands: Mapping[str, str], unsupported: str) -> None:
        """Read with these payloads.

        Args:
            commands: command without its slash → payload, e.g. {"language": "/change_language"}.
            unsupported: payload for a message without text.
        """
        self._commands = {name.lower(): payload for name, payload in commands.items()}
        self._unsupported = unsupported

    def read(self, untrusted_update: Mapping[str, Any]) -> Incoming | None:
        """What a person wrote or pressed, or None where there is nothing to answer.

        Raises:
            PoisonUpdate: the update cannot be read.
        """
        try:
            update = Update.de_json(dict(untrusted_update), None)
            if update.message:
                return self._message(update.update_id, update.message)
            if update.callback_query:
                return self._press(update.update_id, update.callback_query)
        except Exception:  # whatever Telegram's library trips over
            raise PoisonUpdate from None
        return None

    def _message(self, update_id: int, message: Message) -> Incoming | None:
        person = message.from_user
        if message.chat.type != ChatType.PRIVATE or person is None or person.is_bot:
            return None
        if any(getattr(message, notice) for notice in _WRITTEN_BY_THE_PROGRAM):
            return None
        return Incoming(
            update_id=update_id,
            chat_id=message.chat.id,
            user_id=person.id,
            text=self._said(message.text or message.caption or ""),
            language_code=person.language_code,
            message_id=message.message_id,
        )

    @staticmethod
    def _press(update_id: int, query: CallbackQuery) -> Incoming | None:
        message = query.message
        if message is None or message.chat.type != ChatType.PRIVATE or not query.data:
            return None
        return Incoming(
            update_id=update_id,
            chat_id=message.chat.id,
            user_id=query.from_user.id,
            text=_whole(query.data),
            language_code=query.from_user.language_code,
            callback_query_id=query.id,
            message_id=message.message_id,
        )

    def _said(self, untrusted_text: str) -> str:
        """A command's payload, or the words; never a payload that somebody typed."""
        text = _whole(untrusted_text).strip()
        command = _COMMAND.match(text)
        if command and command[1].lower() in self._commands:
            return self._commands[command[1].lower()]
        return _without_slash(text) or self._unsupported


def _without_slash(text: str) -> str:
    """The text without a slash at its start, also one behind spaces or invisible characters."""
    start = 0
    while start < len(text) and _is_slash_or_unseen(text[start]):
        start += 1
    return text[start:] if "/" in unicodedata.normalize("NFKC", text[:start]) else text


def _is_slash_or_unseen(character: str) -> bool:
    unseen = character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs")
    return unseen or unicodedata.normalize("NFKC", character) == "/"


def _whole(untrusted_text: str) -> str:
    """The text without halves of surrogate pairs, which nothing downstream could encode."""
    return untrusted_text.encode("utf-8", "replace").decode("utf-8")
