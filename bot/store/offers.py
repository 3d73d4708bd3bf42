"""Scrubbed questions that wait, in memory only, for the reader to say whether to pass them on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE_SECONDS = 600.0
"""How long the button works."""

MOST = 1000
"""Offers held at a time; the oldest make room."""


@dataclass(frozen=True)
class Offer:
    """Words a reader may pass on, already scrubbed, and their language."""

    scrubbed_text: str
    language: str


class Offers:
    """At most one offer a person."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is offered yet."""
        self._clock = clock
        self._open: dict[str, tuple[Offer, float]] = {}

    def put(self, person: str, offer: Offer) -> None:
        """Hold an offer in place of an earlier one of the person."""
        self.expire()
        self._open.pop(person, None)
        while len(self._open) >= MOST:
            del self._open[next(iter(self._open))]
        self._open[person] = (offer, self._clock() + PATIENCE_SECONDS)

    def see(self, person: str) -> Offer | None:
        """The person's offer, which stays; None where there is none any more."""
        self.expire()
        found = self._open.get(person)
        return found[0] if found else None

    def take(self, person: str) -> Offer | None:
        """The person's offer, which then is gone; None where there is none any more."""
        self.expire()
        found = self._open.pop(person, None)
        return found[0] if found else None

    def forget(self, person: str) -> None:
        """Drop the person's offer."""
        self._open.pop(person, None)

    def expire(self) -> None:
        """Drop those whose time is over."""
        now = self._clock()
        self._open = {person: held for person, held in self._open.items() if held[1] > now}
