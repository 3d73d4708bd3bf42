"""What Telegram marks by itself in a text that a person writes."""

from __future__ import annotations

import re
from typing import Any

from tests.support.telegram_server.markup import utf16

MARKS = re.compile(
    r"(?<![\w/@])(?:(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{4,32})?)|(?P<mention>@\w{4,32}))\b"
)


def marked(text: str) -> list[dict[str, Any]]:
    """Commands and mentions; counted in UTF-16."""
    return [
        {"type": mark.lastgroup, "offset": utf16(text[: mark.start()]), "length": utf16(mark[0])}
        for mark in MARKS.finditer(text)
    ]


def written(text: str) -> dict[str, Any]:
    """The text of a message with its entities."""
    entities = marked(text)
    return {"text": text, "entities": entities} if entities else {"text": text}
