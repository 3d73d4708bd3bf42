"""Albums, changed messages and repeated presses are answered once, if at all."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram import sieve
from bot.telegram.incoming import Incoming
from bot.telegram.sieve import LASTING, RECENT, REMEMBERED, REPEATED, Sieve, Verdict

ANSWER, SKIP, AGAIN = Verdict.ANSWER, Verdict.SKIP, Verdict.REPEATED


class Clock:
    """The loop's time, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: moved)
    return moved


@pytest.fixture
def judge(clock: Clock) -> Sieve:
    return Sieve()


def wrote(number: int, chat: int = 7, album: str | None = None, words: bool = True) -> Incoming:
    return Incoming(1, chat, chat, "a", message_id=number, album=album, has_words=words)


def edited(number: int, after: float = 10.0, chat: int = 7) -> Incoming:
    return Incoming(1, chat, chat, "a", message_id=number, edited_after=after)


def pressed(payload: str = "/a", number: int = 5, user: int = 7) -> Incoming:
    return Incoming(1, user, user, payload, callback_query_id="9", message_id=number)


def test_every_message_is_answered(judge: Sieve) -> None:
    assert [judge.judge(wrote(number)) for number in (1, 2, 2)] == [ANSWER] * 3


class TestAlbums:
    def test_the_first_picture_only(self, judge: Sieve) -> None:
        album = [wrote(number, album="5", words=False) for number in range(4)]
        assert [judge.judge(picture) for picture in album] == [ANSWER, SKIP, SKIP, SKIP]

    def test_a_caption_under_a_later_one_is_answered(self, judge: Sieve) -> None:
        judge.judge(wrote(1, album="5", words=False))
        assert judge.judge(wrote(2, album="5")) is ANSWER
        assert judge.judge(wrote(3, album="5", words=False)) is SKIP

    def test_another_album_or_chat_is_another(self, judge: Sieve) -> None:
        judge.judge(wrote(1, album="5", words=False))
        assert judge.judge(wrote(2, album="6", words=False)) is ANSWER
        assert judge.judge(wrote(3, chat=8, album="5", words=False)) is ANSWER


class TestEdits:
    def test_the_last_message_is_answered_anew(self, judge: Sieve) -> None:
        judge.judge(wrote(1))
        for after in (10.0, RECENT + 1):
            assert judge.judge(edited(1, after)) is ANSWER

    def test_an_earlier_one_is_not(self, judge: Sieve) -> None:
        for number in (1, 2):
            judge.judge(wrote(number))
        assert judge.judge(edited(1)) is SKIP
        assert judge.judge(edited(2)) is ANSWER

    def test_in_another_chat_there_is_another_last(self, judge: Sieve) -> None:
        judge.judge(wrote(1))
        judge.judge(wrote(2, chat=8))
        assert judge.judge(edited(1)) is ANSWER

    def test_after_a_restart_only_a_recent_one(self, judge: Sieve) -> None:
        assert judge.judge(edited(1, RECENT - 1)) is ANSWER
        assert judge.judge(edited(1, RECENT)) is SKIP

    def test_a_press_is_no_message(self, judge: Sieve) -> None:
        judge.judge(wrote(1))
        judge.judge(pressed(number=5))
        assert judge.judge(edited(1)) is ANSWER


class TestPresses:
    def test_again_at_once(self, judge: Sieve, clock: Clock) -> None:
        assert judge.judge(pressed()) is ANSWER
        clock.now += REPEATED - 0.1
        assert judge.judge(pressed()) is AGAIN

    def test_again_later(self, judge: Sieve, clock: Clock) -> None:
        judge.judge(pressed())
        clock.now += REPEATED
        assert judge.judge(pressed()) is ANSWER

    def test_who_keeps_pressing_keeps_waiting(self, judge: Sieve, clock: Clock) -> None:
        judge.judge(pressed())
        for _ in range(3):
            clock.now += REPEATED - 0.1
            assert judge.judge(pressed()) is AGAIN

    def test_what_was_pressed_is_held_for_seconds_only(self, judge: Sieve, clock: Clock) -> None:
        judge.judge(pressed("/situation"))
        assert "/situation" in repr(vars(judge._presses))
        clock.now += REPEATED
        judge.age()
        assert "/situation" not in repr(vars(judge._presses))

    def test_other_buttons_messages_and_people_are_others(self, judge: Sieve) -> None:
        judge.judge(pressed())
        others = [pressed("/b"), pressed(number=6), pressed(user=8)]
        assert [judge.judge(other) for other in others] == [ANSWER] * 3


class TestMemory:
    def test_what_is_too_old_is_forgotten(self, judge: Sieve, clock: Clock) -> None:
        for number in (1, 2):
            judge.judge(wrote(number, album="5", words=False))
        clock.now += LASTING - 1
        judge.age()
        assert judge.judge(edited(1)) is SKIP
        clock.now += 1
        judge.age()
        assert judge.judge(edited(1)) is ANSWER
        assert judge.judge(wrote(3, album="5", words=False)) is ANSWER

    def test_what_was_noted_again_stays(self, judge: Sieve, clock: Clock) -> None:
        judge.judge(wrote(1))
        judge.judge(wrote(1, chat=8))
        clock.now += LASTING - 1
        judge.judge(wrote(2))
        clock.now += 1
        judge.age()
        assert judge.judge(edited(1)) is SKIP
        assert judge.judge(edited(5, chat=8)) is ANSWER

    def test_it_does_not_grow_without_end(
        self, judge: Sieve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert REMEMBERED >= 1000
        monkeypatch.setattr(sieve, "REMEMBERED", 3)
        for chat in range(1, 5):
            judge.judge(wrote(1, chat=chat))
        assert [judge.judge(edited(9, chat=chat)) for chat in range(1, 5)] == [ANSWER, *[SKIP] * 3]
