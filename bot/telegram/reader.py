"""Raw updates in, what a person wrote, pressed or asked out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, InlineQuery, Message, Update, User
from telegram.constants import ChatType

from bot.telegram.addressing import GROUPS, said_to
from bot.telegram.incoming import Incoming, InlineAsked, PoisonUpdate
from bot.telegram.keyboards import is_single_use, payload_of
from bot.telegram.surface import Surface

CLEAR = "/clear"
"""The payload of the command that the connector carries out itself."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?!\S)\s*([A-Za-z0-9_-]{0,64})")
_PERSONAL = ("contact", "location", "venue")

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


class Reader:
    """Reads updates; knows which commands there are and what stands for a picture."""

    def __init__(self, surface: Surface, me: Callable[[], User | None]) -> None:
        """Read for this surface.

        Args:
            surface: what the assistant shows.
            me: the bot, as soon as it is known; until then groups are not heard.
        """
        self._commands = {name.lower(): payload for name, payload in surface.commands.items()}
        if surface.clear:
            self._commands["clear"] = CLEAR
        self._surface = surface
        self._me = me

    def read(self, untrusted_update: Mapping[str, Any]) -> Incoming | InlineAsked | None:
        """What a person wrote, pressed or asked, or None where there is nothing to answer.

        Raises:
            PoisonUpdate: the update cannot be read.
        """
        try:
            update = Update.de_json(dict(untrusted_update), None)
            if update.message:
                return self._message(update.update_id, update.message)
            if update.edited_message:
                return self._edit(update.update_id, update.edited_message)
            if update.callback_query:
                return self._press(update.update_id, update.callback_query)
            if update.inline_query:
                return self._asked(update.update_id, update.inline_query)
        except Exception:  # whatever Telegram's library trips over
            raise PoisonUpdate from None
        return None

    def _message(self, update_id: int, message: Message) -> Incoming | None:
        person = message.from_user
        if person is None or person.is_bot or message.sender_chat or self._is_own_card(message):
            return None
        if message.chat.type in GROUPS:
            return self._in_group(update_id, message, person)
        if message.chat.type != ChatType.PRIVATE:
            return None
        if any(getattr(message, notice) for notice in _WRITTEN_BY_THE_PROGRAM):
            return None
        words = message.text or message.caption or ""
        without_words = (
            self._surface.personal
            if any(getattr(message, kind) for kind in _PERSONAL)
            else self._surface.unsupported
        )
        return Incoming(
            update_id=update_id,
            chat_id=message.chat.id,
            user_id=person.id,
            text=self._said(words) or without_words or self._surface.unsupported,
            language_code=person.language_code,
            message_id=message.message_id,
            has_words=bool(words),
            album=message.media_group_id,
        )

    def _in_group(self, update_id: int, message: Message, person: User) -> Incoming | None:
        me = self._me()
        words = said_to(me, message) if me else None
        if words is None or not (message.text or message.caption):
            return None
        text = self._said(words) or self._commands.get("help", "")
        if not text:
            return None
        return Incoming(
            update_id=update_id,
            chat_id=message.chat.id,
            user_id=person.id,
            text=text,
            language_code=person.language_code,
            message_id=message.message_id,
            in_group=True,
            thread_id=message.message_thread_id if message.is_topic_message else None,
        )

    def _edit(self, update_id: int, message: Message) -> Incoming | None:
        """A changed message of a private chat; a moving location is no news."""
        if message.chat.type != ChatType.PRIVATE or not (message.text or message.caption):
            return None
        incoming = self._message(update_id, message)
        changed = message.edit_date or message.date
        after = (changed - message.date).total_seconds()
        return replace(incoming, edited_after=after) if incoming else None

    def _is_own_card(self, message: Message) -> bool:
        """Whether somebody has sent an answer of inline mode into the chat with the bot."""
        me = self._me()
        return bool(me and message.via_bot and message.via_bot.id == me.id)

    @staticmethod
    def _press(update_id: int, query: CallbackQuery) -> Incoming | None:
        """A pressed button; one that this program sent stands in a private chat."""
        message = query.message
        private = message is not None and message.chat.type == ChatType.PRIVATE
        vanishes = private and is_single_use(query.data or "")
        return Incoming(
            update_id=update_id,
            chat_id=query.from_user.id,
            user_id=query.from_user.id,
            text=payload_of(_whole(query.data or "")) if private else "",
            language_code=query.from_user.language_code,
            callback_query_id=query.id,
            message_id=message.message_id if message and private else None,
            keyboard=message.reply_markup if isinstance(message, Message) and vanishes else None,
        )

    @staticmethod
    def _asked(update_id: int, query: InlineQuery) -> InlineAsked:
        person = query.from_user
        words = _without_slash(_whole(query.query).strip())
        return InlineAsked(update_id, person.id, query.id, words, person.language_code)

    def _said(self, untrusted_text: str) -> str:
        """A command's payload, or the words; never a payload that somebody typed."""
        text = _whole(untrusted_text).strip()
        command = _COMMAND.match(text)
        name = command[1].lower() if command else ""
        if command and name in self._commands:
            linked = self._surface.link(command[2]) if name == "start" and command[2] else None
            return linked or self._commands[name]
        return _without_slash(text)


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
