"""How fast the connector goes and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Times in seconds.

    Attributes:
        hold: how long Telegram may hold a request for updates while there are none.
        check: the shortest time between two requests, while a turn is not finished.
        at_once: the most turns at a time.
        turn: the longest turn; then the person gets the calm reply.
        apology: the longest time spent on the calm reply.
        grace: how long turns may go on after the stop.
        first_wait: how long to wait after a first failure of the network.
        longest_wait: how long after many.
        conflicts: how often in a row somebody else may hold the line.
    """

    hold: int = 25
    check: float = 0.15
    at_once: int = 16
    turn: float = 120.0
    apology: float = 30.0
    grace: float = 10.0
    first_wait: float = 0.5
    longest_wait: float = 15.0
    conflicts: int = 8
