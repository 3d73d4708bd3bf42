"""Whatever comes in is answered once, in its person's order, or given back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.telegram.finished import FinishedUpdates
from bot.telegram.incoming import InlineAsked
from bot.telegram.intake import number_of
from tests.support.intaking import Room, intaking
from tests.support.virtual_time import now

HOUR = 3600.0


class TestOnce:
    def test_the_same_update_three_times(self) -> None:
        async def script(room: Room) -> None:
            update = room.says("a")
            assert not room.intake.take(update)
            assert await room.intake.idle(1)
            assert not room.intake.take(update)
            assert await room.intake.idle(1)
            assert room.bot.begun == ["a"]
            assert (room.intake.counts.received, room.intake.counts.repeated) == (1, 2)

        intaking(script)

    def test_who_asks_for_it_three_times_hears_of_the_one_turn(self) -> None:
        async def script(room: Room) -> None:
            gate = room.bot.gate("a")
            number = room.says("a")["update_id"]
            waiting = [asyncio.create_task(room.intake.finished(number)) for _ in range(3)]
            await asyncio.sleep(1)
            waiting[0].cancel()  # whoever gives up does not end it for the others
            gate.set()
            assert await asyncio.gather(*waiting[1:]) == [True, True]
            assert await room.intake.finished(number)

        intaking(script)

    def test_what_was_answered_before_a_restart(self, tmp_path: Path) -> None:
        async def script(room: Room) -> list[str]:
            room.says("a")
            room.bot.gate("hangs")
            room.says("hangs", user=8)
            await room.intake.wind_down()
            return room.bot.begun

        for begun in (["a", "hangs"], ["hangs"]):
            file = FinishedUpdates(tmp_path / "file")
            assert intaking(script, finished=file) == begun


def test_a_person_is_answered_in_order_and_nobody_waits_for_another() -> None:
    async def script(room: Room) -> None:
        gate = room.bot.gate("1.slow")
        for text in ("1.slow", "1.b", "2.a", "1.c", "2.b"):
            room.says(text, user=int(text[0]))
        await asyncio.sleep(1)
        assert room.bot.handled == ["2.a", "2.b"]
        gate.set()
        assert await room.intake.idle(1)
        assert room.bot.handled[2:] == ["1.slow", "1.b", "1.c"]
        assert (room.unfinished, room.intake.counts.answered) == (0, 5)

    intaking(script)


class TestFailure:
    def test_the_calm_sentence_is_said_and_the_next_is_answered(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def script(room: Room) -> None:
            room.says("fail canary")
            room.says("b")
            assert await room.intake.idle(1)
            assert room.bot.done("apologise") == ["fail canary"]
            assert room.bot.handled == ["b"]
            assert (room.unfinished, room.intake.counts.failed) == (0, 1)

        intaking(script)
        assert "turn 1 failed (RuntimeError)" in caplog.text
        assert "canary" not in caplog.text

    def test_a_turn_without_end_is_ended(self) -> None:
        async def script(room: Room) -> None:
            room.bot.gate("hangs")
            room.says("hangs")
            assert not await room.intake.idle(59)
            assert await room.intake.idle(2)
            assert room.bot.done("apologise") == ["hangs"]

        intaking(script, turn=60)

    @pytest.mark.parametrize("trouble", [NetworkError("x"), RetryAfter(20), ValueError("canary")])
    def test_the_sentence_is_said_again_while_nothing_gets_through(
        self, trouble: Exception, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def script(room: Room) -> None:
            room.bot.refusals = [trouble] * 3
            room.says("fail")
            assert await room.intake.idle(90)
            assert len(room.bot.done("apologise")) == 4
            assert room.unfinished == 0

        intaking(script)
        assert "canary" not in caplog.text

    def test_it_is_not_said_for_ever(self) -> None:
        async def script(room: Room) -> None:
            room.bot.refusals = [NetworkError("x")] * 1000
            began = now()
            room.says("fail")
            room.says("b")
            assert await room.intake.idle(HOUR)
            assert 100 <= now() - began <= 106
            assert (room.bot.handled, room.unfinished) == (["b"], 0)

        intaking(script, persistence=100, longest_wait=4)

    def test_one_that_hangs_holds_nobody_up(self) -> None:
        async def script(room: Room) -> None:
            room.bot.is_speechless = True
            room.says("fail")
            room.says("b")
            assert await room.intake.idle(12)
            assert (room.bot.handled, room.unfinished) == (["b"], 0)

        intaking(script, apology=10, persistence=0)

    def test_what_telegram_does_not_take_is_not_said_again(self) -> None:
        async def script(room: Room) -> None:
            room.bot.refusals = [BadRequest("x")] * 9
            room.says("fail")
            assert await room.intake.idle(90)
            assert room.bot.done("apologise") == ["fail"]

        intaking(script)


class TestNothingToAnswer:
    def test_what_is_for_nobody_is_finished_at_once(self) -> None:
        async def script(room: Room) -> None:
            room.comes(None)
            assert (room.unfinished, room.intake.counts.ignored) == (0, 1)

        intaking(script)

    def test_an_inline_query_is_handed_on_and_not_waited_for(self) -> None:
        async def script(room: Room) -> None:
            asked = InlineAsked(1, 7, "9", "word")
            room.comes(asked)
            assert (room.inline, room.unfinished) == ([asked], 0)

        intaking(script)

    def test_further_pictures_of_an_album(self) -> None:
        async def script(room: Room) -> None:
            for number in range(3):
                room.says(f"{number}", album="5", has_words=False)
            assert await room.intake.idle(1)
            assert (room.bot.handled, room.passed_over, room.unfinished) == (["0"], ["1", "2"], 0)

        intaking(script)

    def test_a_button_pressed_twice_in_a_row(self) -> None:
        async def script(room: Room) -> None:
            room.presses("/a")
            room.presses("/a")
            assert await room.intake.idle(1)
            assert (room.bot.handled, room.bot.done("press again")) == (["/a"], ["/a"])
            assert room.unfinished == 0

        intaking(script)


class TestPoison:
    PERSON = {"id": 7, "is_bot": False}
    MESSAGE = {"from": PERSON, "chat": {"id": 7, "type": "private"}, "text": 5}

    def test_whoever_sent_it_is_told_and_the_others_answered(self) -> None:
        async def script(room: Room) -> None:
            room.comes("poison", message=self.MESSAGE)
            room.says("b", user=8)
            assert room.unfinished == 2
            assert await room.intake.idle(1)
            assert room.bot.said == [("acknowledge", ""), ("apologise", "")]
            assert (room.bot.handled, room.unfinished, room.intake.counts.poison) == (["b"], 0, 1)

        intaking(script)

    def test_where_nobody_can_be_named_it_is_finished_at_once(self) -> None:
        async def script(room: Room) -> None:
            room.comes("poison", message={"canary": 1})
            assert (room.unfinished, room.bot.said, room.intake.counts.poison) == (0, [], 1)

        intaking(script)

    def test_it_uses_up_the_allowance(self) -> None:
        async def script(room: Room) -> None:
            for _ in range(5):
                room.comes("poison", message=self.MESSAGE)
            assert await room.intake.idle(1)
            assert len(room.bot.done("apologise")) == 2
            assert room.unfinished == 0

        intaking(script, messages=(2, 60))

    @pytest.mark.parametrize(
        "update", ["x", None, 5, [], {}, {"update_id": "5"}, {"update_id": True}]
    )
    def test_what_has_no_number_is_counted(self, update: Any) -> None:
        async def script(room: Room) -> None:
            assert not room.intake.take(update)
            assert (room.unfinished, room.intake.counts.poison) == (0, 1)

        assert number_of(update) is None
        intaking(script)


class TestWindingDown:
    def test_what_comes_to_its_end_is_finished_and_the_rest_given_up(self) -> None:
        async def script(room: Room) -> None:
            soon, never = room.bot.gate("soon"), room.bot.gate("never")
            numbers = [room.says(t, user=n)["update_id"] for n, t in enumerate(("soon", "never"))]
            waiting = [asyncio.create_task(room.intake.finished(number)) for number in numbers]
            await asyncio.sleep(1)
            asyncio.get_running_loop().call_later(2, soon.set)
            began = now()
            await room.intake.wind_down()
            assert 5 <= now() - began < 6
            assert await asyncio.gather(*waiting) == [True, False]
            assert (room.bot.handled, room.bot.said, room.unfinished) == (["soon"], [], 1)
            never.set()
            await asyncio.sleep(1)
            assert room.bot.handled == ["soon"]

        intaking(script, grace=5)

    def test_it_does_not_wait_without_need(self) -> None:
        async def script(room: Room) -> None:
            room.says("a")
            began = now()
            await room.intake.wind_down()
            assert (room.bot.handled, now() - began < 1) == (["a"], True)

        intaking(script)
