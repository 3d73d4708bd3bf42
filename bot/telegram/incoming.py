"""What a person wrote, pressed or asked. Nothing here is ever printed."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

UPDATE_KINDS = ("message", "edited_message", "callback_query", "inline_query")
"""The kinds of update Telegram is asked for."""


class PoisonUpdate(Exception):
    """An update that is not what the Bot API promises. Holds nothing of it."""


@dataclass(frozen=True, repr=False)
class Incoming:
    """What one person wrote or pressed, and wants an answer to.

    Attributes:
        update_id: Telegram's number of the update.
        chat_id: the chat to answer in.
        user_id: Telegram's number of the person; to be replaced by a pseudonym at once.
        text: what Rasa shall read: the person's words or a payload.
        language_code: the language of the person's Telegram, if it says one.
        callback_query_id: set when a button was pressed; to be answered once.
        message_id: the message written, or the one whose button was pressed.
        in_group: whether others read along.
        thread_id: the topic of a group it was written in.
        has_words: whether the person wrote or pressed something, instead of sending a picture.
        album: what the pictures sent together have in common.
        edited_after: seconds between writing and changing; None where nothing was changed.
        keyboard: the buttons under the message, as they stood when a single-use one was pressed.
        acknowledged: whether the query of the pressed button is answered already.
    """

    update_id: int
    chat_id: int
    user_id: int
    text: str
    language_code: str | None = None
    callback_query_id: str | None = None
    message_id: int | None = None
    in_group: bool = False
    thread_id: int | None = None
    has_words: bool = True
    album: str | None = None
    edited_after: float | None = None
    keyboard: InlineKeyboardMarkup | None = None
    acknowledged: bool = False

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return "<Incoming>"


@dataclass(frozen=True, repr=False)
class InlineAsked:
    """What one person typed after the bot's name, in any chat.

    Attributes:
        update_id: Telegram's number of the update.
        user_id: Telegram's number of the person.
        query_id: to be answered once.
        text: the words.
        language_code: the language of the person's Telegram, if it says one.
    """

    update_id: int
    user_id: int
    query_id: str
    text: str
    language_code: str | None = None

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return "<InlineAsked>"
