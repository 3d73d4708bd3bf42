"""What one turn says, and the buttons under it."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """A button with what it does: one of `payload`, `start` and `share`.

    Attributes:
        title: what stands on it.
        payload: what it sends to Rasa.
        beside: whether it stands in the row of the one before it, not below.
        once: whether it vanishes, with the others so marked, once one of them is pressed, so that
            the chat does not show which.
        start: opens the private chat with this deep-link parameter.
        share: offers the answers to this query for a chat of the reader's choice.
    """

    title: str
    payload: str = ""
    beside: bool = False
    once: bool = False
    start: str = ""
    share: str = ""


@dataclass(frozen=True)
class Reply:
    """What one turn says. `topic` is the entry that follow-ups will refer to."""

    text: str
    buttons: tuple[Button, ...] = ()
    topic: str | None = None


def payload(intent: str, **entities: str) -> str:
    """Rasa's short form of an intent with entities: `/show{"entry":"argun"}`."""
    return f"/{intent}" + (json.dumps(entities, separators=(",", ":")) if entities else "")
