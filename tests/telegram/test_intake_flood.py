"""Whoever writes too much is told so, gets an answer to the newest, and delays nobody."""

from __future__ import annotations

import asyncio

from tests.support.intaking import Room, intaking

MESSAGES = (3, 60.0)


def test_only_the_newest_of_what_is_too_much_is_answered_and_later() -> None:
    async def script(room: Room) -> None:
        for number in range(10):
            room.says(str(number))
        await asyncio.sleep(59)
        assert room.bot.handled == ["0", "1", "2"]
        await asyncio.sleep(2)
        assert room.bot.handled == ["0", "1", "2", "9"]
        assert await room.intake.idle(1)
        assert room.passed_over == [str(number) for number in range(3, 10)]
        assert (room.intake.counts.excess, room.unfinished) == (7, 0)

    intaking(script, messages=MESSAGES)


def test_what_is_answered_later_counts() -> None:
    async def script(room: Room) -> None:
        for number in range(4):
            room.says(str(number))
        await asyncio.sleep(61)
        for text in "abc":
            room.says(text)
        await asyncio.sleep(1)
        assert room.bot.handled == ["0", "1", "2", "3", "a", "b"]

    intaking(script, messages=MESSAGES)


def test_patience_is_asked_for_once_in_a_while() -> None:
    async def script(room: Room) -> None:
        for number in range(10):
            room.says(str(number))
        await asyncio.sleep(1)
        assert room.bot.done("ask for patience") == ["3"]
        for minute in range(3):
            await asyncio.sleep(60)
            for number in range(9):
                room.says(f"{minute}.{number}")
        await asyncio.sleep(1)
        assert len(room.bot.done("ask for patience")) == 4

    intaking(script, messages=MESSAGES)


def test_patience_is_not_asked_for_twice_within_the_period() -> None:
    async def script(room: Room) -> None:
        for pause in (29, 29, 3, 0, 0, 31, 0):
            room.says("a")
            await asyncio.sleep(pause)
        await asyncio.sleep(1)
        assert room.intake.counts.excess > 1
        assert len(room.bot.done("ask for patience")) == 1

    intaking(script, messages=(2, 60.0))


def test_it_fills_nothing_while_a_turn_hangs() -> None:
    async def script(room: Room) -> None:
        gate = room.bot.gate("0")
        updates = [room.says(str(number)) for number in range(200)]
        await asyncio.sleep(1)
        assert room.unfinished == 0
        assert await room.intake.finished(updates[0]["update_id"])
        room.says("b", user=8)
        await asyncio.sleep(1)
        assert room.bot.handled == ["b"]
        gate.set()
        assert await room.intake.idle(1)
        assert room.bot.handled == ["b", "0", "1", "2"]

    intaking(script, messages=MESSAGES, turn=600)


def test_others_are_not_slowed_down() -> None:
    async def script(room: Room) -> None:
        for number in range(5):
            room.says(str(number))
        room.says("b", user=8)
        await asyncio.sleep(1)
        assert "b" in room.bot.handled

    intaking(script, messages=MESSAGES)


def test_each_press_is_acknowledged() -> None:
    async def script(room: Room) -> None:
        for number in range(6):
            room.presses(f"/{number}")
        await asyncio.sleep(1)
        assert room.bot.done("ask for patience") == ["/3"]  # which acknowledges it
        assert room.bot.done("acknowledge") == ["/4", "/5"]
        await asyncio.sleep(60)
        assert room.bot.handled[3:] == room.bot.acknowledged == ["/5"]

    intaking(script, messages=MESSAGES)


def test_a_press_is_acknowledged_where_patience_was_asked_for_a_moment_ago() -> None:
    async def script(room: Room) -> None:
        for payload, pause in (("/0", 29), ("/1", 29), ("/2", 3), ("/3", 1)):
            room.presses(payload)
            await asyncio.sleep(pause)
        assert room.bot.handled == ["/0", "/1", "/2"]
        assert room.bot.said == [("ask for patience", "/2"), ("acknowledge", "/3")]

    intaking(script, messages=(2, 60.0))


def test_at_the_end_the_newest_is_answered_without_waiting() -> None:
    async def script(room: Room) -> None:
        for number in range(6):
            room.says(str(number))
        await room.intake.wind_down()
        assert room.bot.handled == ["0", "1", "2", "5"]

    intaking(script, messages=MESSAGES)


def test_whoever_has_been_silent_is_forgotten() -> None:
    async def script(room: Room) -> None:
        for number in range(6):
            room.says(str(number))
        await asyncio.sleep(3 * 24 * 3600)
        room.intake.age()
        intake = room.intake
        assert not intake._allowance._people
        assert not intake._told._people
        assert not intake._newest
        assert not intake._waiting
        assert not intake._sieve._last_messages._values

    intaking(script, messages=MESSAGES)
