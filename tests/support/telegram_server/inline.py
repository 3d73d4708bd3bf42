"""Inline mode: what people ask while they type the bot's name, and what they are offered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass
class InlineQuery:
    """A query.

    Attributes:
        asked_at: the server's time.
        answered: is set with the answer.
    """

    asked_at: float
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Article:
    """A result that is offered.

    Attributes:
        id: its number among the results.
        title, description: what is offered.
        text: what is seen of the message that it sends.
        source: that message's text as it came.
        parse_mode: how it was to be read.
        keyboard: rows of its buttons.
        options: what else was given of the message.
    """

    id: str
    title: str
    description: str
    text: str
    source: str
    parse_mode: str | None
    keyboard: list[list[dict[str, Any]]]
    options: dict[str, Any]


@dataclass(frozen=True)
class InlineAnswer:
    """What a query was answered.

    Attributes:
        results: what is offered.
        button: above them, if there is one.
        cache_time: seconds for which Telegram may keep it.
        is_personal: whether only this person is to see it.
        next_offset: where more results begin; none where empty.
    """

    results: list[Article]
    button: dict[str, str] | None
    cache_time: int
    is_personal: bool
    next_offset: str
