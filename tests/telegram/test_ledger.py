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
