"""So many messages a person in any period."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram import allowance
from bot.telegram.allowance import Allowance
from tests.support.virtual_time import played


def test_what_is_within_it_need_not_wait() -> None:
    async def scene() -> list[float]:
        subject = Allowance(3, 60)
        waits = []
        for _ in range(4):
            waits.append(subject.wait(7))
            await asyncio.sleep(10)
        return waits

    assert played(scene()) == [0, 0, 0, pytest.approx(30, abs=0.01)]


def test_what_is_too_much_does_not_count() -> None:
    async def scene() -> list[float]:
        subject = Allowance(1, 60)
        waits = [subject.wait(7)]
        for _ in range(3):
            await asyncio.sleep(20)
            waits.append(subject.wait(7))
        return waits

    assert played(scene()) == [0, pytest.approx(40, abs=0.01), pytest.approx(20, abs=0.01), 0]


def test_people_do_not_use_up_each_others() -> None:
    async def scene() -> list[bool]:
        subject = Allowance(1, 60)
        return [bool(subject.wait(user)) for user in (7, 8, 7, 8)]

    assert played(scene()) == [False, False, True, True]


def test_whoever_has_been_silent_is_forgotten() -> None:
    async def scene() -> tuple[int, int]:
        subject = Allowance(1, 60)
        subject.wait(7)
        await asyncio.sleep(50)
        subject.wait(8)
        await asyncio.sleep(20)
        subject.age()
        kept = len(subject._people)
        await asyncio.sleep(50)
        subject.age()
        return kept, len(subject._people)

    assert played(scene()) == (1, 0)


def test_forgetting_gives_nobody_more() -> None:
    async def scene() -> bool:
        subject = Allowance(1, 60)
        subject.wait(7)
        subject.age()
        return bool(subject.wait(7))

    assert played(scene())


def test_it_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "REMEMBERED", 3)

    async def scene() -> int:
        subject = Allowance(1, 60)
        for user in range(1, 10):
            subject.wait(user)
        return len(subject._people)

    assert played(scene()) == 3
