"""Presses that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.telegram_server.people import Person


@dataclass(frozen=True)
class Query:
    """A callback query that nobody has answered.

    Attributes:
        asked_at: the server's time.
        person: who pressed, if a person did.
    """

    asked_at: float
    person: Person | None
