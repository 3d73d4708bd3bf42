"""Buttons under a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, User

MOST_PAYLOAD_BYTES = 64
ONCE = "1"
"""Stands before the payload of a button that vanishes after use; payloads begin with a slash."""


def inline_keyboard(
    buttons: Sequence[Mapping[str, Any]], me: User | None = None, in_group: bool = False
) -> InlineKeyboardMarkup | None:
    """One button a row, None where there are none.

    Args:
        buttons: Rasa's buttons, each with `title` and one of `payload`, `start` (opens the private
            chat with this parameter) and `share` (offers the answers to this query for another
            chat). One with a true `beside` stands in the row of the one before it; those with a
            true `once` vanish together once one of them is pressed.
        me: the bot; without it there are no links and nothing to share.
        in_group: there anybody could press, so that nothing but links is shown.

    Raises:
        ValueError: Telegram would refuse a button; names sizes, never what stands on it.
    """
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        shown = _button(button, me, in_group)
        if shown and rows and button.get("beside"):
            rows[-1].append(shown)
        elif shown:
            rows.append([shown])
    return InlineKeyboardMarkup(rows) if rows else None


def titles(buttons: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """What stands on buttons, row by row, in a private chat.

    Raises:
        ValueError: Telegram would refuse a button.
    """
    anybody = User(1, "-", is_bot=True, username="-", supports_inline_queries=True)
    keyboard = inline_keyboard(buttons, anybody)
    return [[button.text for button in row] for row in keyboard.inline_keyboard] if keyboard else []


def payload_of(callback_data: str) -> str:
    """The payload of a pressed button."""
    return callback_data.removeprefix(ONCE)


def is_single_use(callback_data: str) -> bool:
    """Whether a pressed button vanishes, with all others of its kind under the message."""
    return callback_data.startswith(ONCE)


def used(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup | None:
    """What stays of a keyboard once one of its single-use buttons is pressed."""
    rows = [
        [b for b in row if not is_single_use(str(b.callback_data or ""))]
        for row in keyboard.inline_keyboard
    ]
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None


def link(me: User, parameter: str) -> str:
    """The address that opens the private chat with a deep-link parameter."""
    return f"https://t.me/{me.username}?start={parameter}"


def _button(
    button: Mapping[str, Any], me: User | None, in_group: bool
) -> InlineKeyboardButton | None:
    title = button["title"]
    if not title.strip():
        raise ValueError("a button needs a title")
    if "start" in button:
        return InlineKeyboardButton(title, url=link(me, button["start"])) if me else None
    if "share" in button:
        possible = me and me.supports_inline_queries and not in_group
        return (
            InlineKeyboardButton(title, switch_inline_query=button["share"]) if possible else None
        )
    payload = (ONCE if button.get("once") else "") + button["payload"]
    size = len(payload.encode("utf-8"))
    if not 1 <= size <= MOST_PAYLOAD_BYTES:
        raise ValueError(
            f"a button's payload takes 1 to {MOST_PAYLOAD_BYTES} bytes, this one has {size}"
        )
    return None if in_group else InlineKeyboardButton(title, callback_data=payload)
