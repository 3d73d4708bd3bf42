"""An update is confirmed only when it and all before it are finished."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.ledger import REMEMBERED, Ledger


def test_the_offset_waits_for_the_earlier_ones() -> None:
    ledger = Ledger()
    for update_id in (5, 6, 9):
        assert ledger.enter(update_id)
    ledger.finish(6)
    ledger.finish(9)
    assert (ledger.offset, ledger.unfinished) == (0, 3)
    ledger.finish(5)
    assert (ledger.offset, ledger.unfinished) == (10, 0)


def test_an_update_comes_in_once() -> None:
    ledger = Ledger()
    assert ledger.enter(5)
    assert not ledger.enter(5)
    ledger.finish(5)
    assert not ledger.enter(5)
    assert ledger.offset == 6


def test_what_never_came_in_confirms_nothing() -> None:
    ledger = Ledger()
    ledger.enter(5)
    ledger.finish(6)
    ledger.enter(6)
    ledger.finish(5)
    assert (ledger.offset, ledger.unfinished) == (6, 1)


def test_numbers_may_start_over_lower() -> None:
    ledger = Ledger()
    ledger.enter(900)
    ledger.finish(900)
    assert ledger.enter(17)
    ledger.finish(17)
    assert ledger.offset == 18


def test_it_does_not_grow_for_ever() -> None:
    ledger = Ledger()
    for update_id in range(3 * REMEMBERED):
        ledger.enter(update_id)
        ledger.finish(update_id)
    assert len(ledger._known) <= REMEMBERED
    assert not ledger._finished


@given(st.permutations(range(1, 12)), st.integers(0, 11))
def test_nothing_unfinished_is_ever_confirmed(order: list[int], count: int) -> None:
    ledger = Ledger()
    for update_id in range(1, 12):
        ledger.enter(update_id)
    for update_id in order[:count]:
        ledger.finish(update_id)
    assert all(update_id >= ledger.offset for update_id in order[count:])
    if count == 11:
        assert ledger.offset == 12


class TestFromBeforeTheStart:
    def test_it_does_not_come_in_but_is_confirmed(self) -> None:
        ledger = Ledger([3, 4])
        assert not ledger.enter(4)
        assert ledger.offset == 5

    def test_it_confirms_nothing_that_waits(self) -> None:
        ledger = Ledger([4])
        ledger.enter(3)
        assert not ledger.enter(4)
        assert ledger.offset == 0
        ledger.finish(3)
        assert not ledger.enter(4)
        assert ledger.offset == 5

    def test_a_lower_one_does_not_take_it_back(self) -> None:
        ledger = Ledger([3, 9])
        ledger.enter(9)
        ledger.enter(3)
        assert ledger.offset == 10

    def test_the_oldest_is_forgotten_first(self) -> None:
        ledger = Ledger(range(REMEMBERED))
        ledger.enter(REMEMBERED)
        ledger.finish(REMEMBERED)
        assert not ledger.enter(1)
        assert ledger.enter(0)


class TestLeap:
    def test_what_has_kept_others_out_for_long_is_leapt_over(self) -> None:
        ledger = Ledger()
        for update_id, at in ((5, 1.0), (6, 2.0), (7, 30.0), (8, 1.0)):
            ledger.enter(update_id, at)
        assert ledger.leap(before=10.0) == 2
        assert (ledger.offset, ledger.unfinished) == (7, 2)

    def test_what_is_finished_behind_it_goes_along_and_is_not_counted(self) -> None:
        ledger = Ledger()
        for update_id in (5, 6, 7):
            ledger.enter(update_id, 1.0 if update_id == 5 else 30.0)
        ledger.finish(6)
        assert ledger.leap(before=10.0) == 1
        assert (ledger.offset, ledger.unfinished) == (7, 1)

    def test_one_that_has_not_waited_for_long_is_not(self) -> None:
        ledger = Ledger()
        ledger.enter(5, 10.0)
        assert ledger.leap(before=10.0) == 0
        assert (ledger.offset, ledger.unfinished) == (0, 1)

    def test_it_may_be_finished_later_and_does_not_come_in_again(self) -> None:
        ledger = Ledger()
        ledger.enter(5, 1.0)
        ledger.enter(6, 30.0)
        ledger.leap(before=10.0)
        assert not ledger.enter(5)
        ledger.finish(5)
        assert (ledger.offset, ledger.unfinished) == (6, 1)
        assert not ledger._finished
