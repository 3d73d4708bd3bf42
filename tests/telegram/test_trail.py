"""Which messages of a chat can still be deleted, and whether those are all."""

from __future__ import annotations

import pytest

from bot.telegram import trail
from bot.telegram.trail import LASTING, LONGEST, Trail

HOUR = 3600.0


class Clock:
    """A time moved by hand."""

    def __init__(self) -> None:
        self.now = 500.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def subject(clock: Clock) -> Trail:
    """A trail that has been kept for 48 hours."""
    kept = Trail(clock)
    clock.now += LASTING
    return kept


def test_the_newest_comes_first_and_once(subject: Trail) -> None:
    for number in (1, 2, 3, 2):
        subject.note(7, number)
    subject.note(8, 9)
    assert subject.take(7) == ([2, 3, 1], True)


def test_what_is_taken_is_forgotten(subject: Trail) -> None:
    subject.note(7, 1)
    subject.take(7)
    assert subject.take(7) == ([], True)


def test_after_a_restart_it_is_not_the_whole(clock: Clock) -> None:
    subject = Trail(clock)
    clock.now += LASTING - HOUR
    subject.note(7, 1)
    assert subject.take(7) == ([1], False)
    clock.now += HOUR
    subject.note(7, 2)
    assert subject.take(7) == ([2], True)


def test_what_is_older_than_48_hours_is_left_out(subject: Trail, clock: Clock) -> None:
    subject.note(7, 1)
    clock.now += HOUR
    subject.note(7, 2)
    clock.now += LASTING - HOUR
    assert subject.take(7) == ([2], True)


def test_a_chat_that_was_too_long_is_not_whole_once(subject: Trail) -> None:
    for number in range(LONGEST + 1):
        subject.note(7, number)
    numbers, whole = subject.take(7)
    assert (len(numbers), numbers[0], numbers[-1], whole) == (LONGEST, LONGEST, 1, False)
    subject.note(7, 5000)
    assert subject.take(7) == ([5000], True)


def test_of_too_many_chats_nothing_is_whole(
    subject: Trail, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "CHATS", 2)
    for chat in (7, 8, 7, 9):
        subject.note(chat, chat)
    assert subject.take(8) == ([], False)
    assert subject.take(7) == ([7], False)
    clock.now += LASTING
    assert subject.take(8) == ([], True)


def test_with_time_all_is_forgotten(subject: Trail, clock: Clock) -> None:
    for number in range(LONGEST + 1):
        subject.note(7, number)
    clock.now += HOUR
    subject.note(8, 5000)
    clock.now += LASTING - HOUR
    subject.age()
    assert set(subject._chats) == {8}
    assert not subject._shortened
    clock.now += HOUR
    subject.age()
    assert not subject._chats
