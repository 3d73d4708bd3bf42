"""Inline keyboards, checked as Telegram checks them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.support.telegram_server.refusal import Unknown, bad_request

MOST_BUTTONS = 100
DATA_BYTES = 64
QUERY_LENGTH = 256
ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?|tg://\S+")
KNOWN = ("callback_data", "url", "switch_inline_query")


def keyboard(given: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The rows of `reply_markup`; empty ones are left out."""
    if "reply_markup" not in given:
        return []
    markup = given["reply_markup"]
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if set(markup) != {"inline_keyboard"}:
        raise Unknown(f"a keyboard with {sorted(markup)}")
    rows: list[list[dict[str, Any]]] = markup["inline_keyboard"]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check(button)
    return [row for row in rows if row]


def _check(button: Mapping[str, Any]) -> None:
    if not button.get("text", "").strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(set(button) == {"text", what} for what in KNOWN):
        raise Unknown(f"a button with {sorted(button)}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not ADDRESS.fullmatch(button["url"]):
        raise bad_request("inline keyboard button URL is invalid")
    if len(button.get("switch_inline_query", "")) > QUERY_LENGTH:
        raise bad_request("BUTTON_DATA_INVALID")
