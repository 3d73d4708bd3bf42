"""How fast the connector goes and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.telegram.rates import Rates


@dataclass(frozen=True)
class Pace:
    """Times in seconds.

    Attributes:
        hold: how long Telegram may hold a request for updates while there are none.
        check: the shortest time between two requests, while a turn is not finished.
        at_once: the most turns at a time; most of one is waiting for Telegram.
        slow: how long an answer may take until the person is told that it will come.
        turn: the longest turn; then the person gets the calm reply.
        apology: the longest time spent on one try of the calm reply.
        persistence: how long it is tried again while Telegram is out of reach.
        grace: how long turns may go on after the stop.
        parting: the longest time spent on telling Telegram what is done, after the stop.
        first_wait: how long to wait after a first failure of the network.
        longest_wait: how long after many.
        conflicts: how often in a row somebody else may hold the line.
        leap: how long an update may keep new ones out; Telegram hands out a hundred at a time.
        answer_within: how long a request of Telegram's waits for its turn; Telegram itself
            gives up after 60.
        look: how often is looked whether the webhook still stands.
        messages: how many messages a person may write in how long, before they are slowed down.
        rates: how fast messages may follow on each other.
    """

    hold: int = 25
    check: float = 0.15
    at_once: int = 64
    slow: float = 10.0
    turn: float = 120.0
    apology: float = 30.0
    persistence: float = 600.0
    grace: float = 9.0
    parting: float = 3.0
    first_wait: float = 0.5
    longest_wait: float = 15.0
    conflicts: int = 8
    leap: float = 30.0
    answer_within: float = 50.0
    look: float = 300.0
    messages: tuple[int, float] = (20, 60.0)
    rates: Rates = field(default_factory=Rates)
