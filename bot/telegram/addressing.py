"""Whether a message in a group is meant for the bot, and what it says to it."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def said_to(bot: User, message: Message) -> str | None:
    """The words of a message without the bot's name, None where it is not meant for the bot.

    Meant for it are a mention, an answer to one of its messages and a command with its name.

    Args:
        bot: the bot.
        message: a message in a group.
    """
    name = f"@{bot.username}".casefold()
    words = message.text or message.caption or ""
    entities = _entities(message)
    for entity, marked in entities.items():
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            command, at, addressee = marked.partition("@")
            if at:  # a command with a name is for that bot only
                return words if f"@{addressee}".casefold() == name else None
    for entity, marked in entities.items():
        if entity.type == MessageEntity.MENTION and marked.casefold() == name:
            return words.replace(marked, " ").strip()
        if entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == bot.id:
            return words.replace(marked, " ").strip()
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == bot.id:
        return words
    return None


def _entities(message: Message) -> Mapping[MessageEntity, str]:
    if message.text:
        return message.parse_entities()
    return message.parse_caption_entities() if message.caption else {}
