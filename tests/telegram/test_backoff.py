"""Waiting times grow, stay bounded, and heed Telegram."""

from __future__ import annotations

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.telegram import client  # noqa: F401  # sets the library's switch for times
from bot.telegram.backoff import Backoff


def test_it_doubles_up_to_the_longest() -> None:
    backoff = Backoff(first=1, longest=4)
    waits = [backoff.after(NetworkError("x")) for _ in range(5)]
    assert waits == [pytest.approx(expected, rel=0.21) for expected in (1, 2, 4, 4, 4)]


def test_it_starts_over() -> None:
    backoff = Backoff(first=1, longest=4)
    backoff.after(NetworkError("x"))
    backoff.reset()
    assert backoff.after(NetworkError("x")) == pytest.approx(1, rel=0.21)


def test_it_waits_as_long_as_telegram_says() -> None:
    assert Backoff(first=1, longest=4).after(RetryAfter(33)) == 33.0
