"""Buttons under a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

MOST_PAYLOAD_BYTES = 64


def inline_keyboard(buttons: Sequence[Mapping[str, Any]]) -> InlineKeyboardMarkup | None:
    """One button a row, None where there are none.

    Args:
        buttons: Rasa's buttons, each with `title` and `payload`; one with a true `beside` stands
            in the row of the one before it.

    Raises:
        ValueError: Telegram would refuse a button; names sizes, never what stands on it.
    """
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        shown = _button(button["title"], button["payload"])
        if rows and button.get("beside"):
            rows[-1].append(shown)
        else:
            rows.append([shown])
    return InlineKeyboardMarkup(rows) if rows else None


def _button(title: str, payload: str) -> InlineKeyboardButton:
    size = len(payload.encode("utf-8"))
    if not 1 <= size <= MOST_PAYLOAD_BYTES:
        raise ValueError(
            f"a button's payload takes 1 to {MOST_PAYLOAD_BYTES} bytes, this one has {size}"
        )
    if not title.strip():
        raise ValueError("a button needs a title")
    return InlineKeyboardButton(title, callback_data=payload)
