"""Times whole turns: a message in, rules and stores and all, the reply out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

WARM_UP = 20
"""Turns before the clock counts."""


async def times(agent: Agent, texts: Sequence[str]) -> dict[str, Any]:
    """Turns one after the other, each by a person of its own.

    Returns:
        p50 and p95 in milliseconds, turns a second, and the share of turns with a reply.
    """
    for number, text in enumerate(texts[:WARM_UP]):
        await agent.handle_message(UserMessage(text, CollectingOutputChannel(), f"before-{number}"))
    spent, replied = [], 0
    for number, text in enumerate(texts):
        channel = CollectingOutputChannel()
        message = UserMessage(text, channel, str(number))
        began = time.perf_counter()
        await agent.handle_message(message)
        spent.append(time.perf_counter() - began)
        replied += bool(channel.messages)
    return {
        "p50": 1000 * statistics.median(spent),
        "p95": 1000 * statistics.quantiles(spent, n=20)[-1],
        "rate": len(spent) / sum(spent),
        "replied": replied / len(texts),
    }
