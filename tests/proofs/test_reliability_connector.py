"""A small share of what `make reliability` shows of the connector alone."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proofs.reliability import faults, once, poison, posts
from proofs.reliability.kills import UNLIMITED, Survived, survive
from proofs.reliability.limits import RETRY_AFTER, keep, refuse
from proofs.reliability.stand import Stand, free_port, stand
from proofs.reliability.stopping import Stopped, promise, stop
from tests.support.telegram_server import TelegramServer


@pytest.mark.parametrize("port", [0, free_port()], ids=["polling", "webhook"])
async def test_killed_it_loses_nothing(tmp_path: Path, port: int) -> None:
    def begin(server: TelegramServer) -> AbstractAsyncContextManager[Stand]:
        return stand(server, tmp_path, port, pace=UNLIMITED)

    survived = await survive(begin, tmp_path, chats=12, each=5, kills=2, longest=1.0)
    assert (survived.updates, survived.lost, survived.disordered) == (60, 0, 0)
    assert survived.under_way
    assert survived.promise(2, "name").held


@pytest.mark.parametrize("port", [0, free_port()], ids=["polling", "webhook"])
async def test_stopped_it_loses_nothing(tmp_path: Path, port: int) -> None:
    seen = await stop(tmp_path, port, seconds=1, people=20)
    assert (seen.lost, seen.repeated, seen.status) == (0, 0, 0)
    assert seen.under_way
    assert promise({"one way": seen}).held


async def test_an_update_brought_again_is_answered_once(tmp_path: Path) -> None:
    seen = once.Seen()
    await once.handed_out_again(tmp_path / "polling", seen)
    await once.posted_again(tmp_path / "webhook", seen)
    assert seen.promise().held
    assert len(seen.extra) == 4


@pytest.mark.parametrize("port", [0, free_port()], ids=["polling", "webhook"])
async def test_poison_is_passed_over(tmp_path: Path, port: int) -> None:
    seen = await poison.swallow(tmp_path, port)
    assert poison.promise({"one way": seen}).held


async def test_only_telegram_can_post(tmp_path: Path) -> None:
    (shown,) = await posts.forged(tmp_path)
    assert shown.held, shown.figure


async def test_a_refused_chat_holds_up_nobody(tmp_path: Path) -> None:
    seen = await refuse(tmp_path, others=3, rounds=1)
    assert seen.arrived
    assert seen.slowest < RETRY_AFTER


async def test_it_keeps_within_the_rates(tmp_path: Path) -> None:
    seen = await keep(tmp_path, crowd=40, row=2, mentions=5, strict=True)
    assert (seen.violations, seen.refusals, seen.missing) == (0, 0, 0)
    assert seen.messages == 40 + 8 * 2 + 5


SURVIVED = Survived(
    updates=100,
    lost=0,
    repeated=2,
    disordered=0,
    kills=1,
    under_way=9,
    unnoted=2,
    seconds=1.0,
)


@pytest.mark.parametrize(
    "change", [{"lost": 1}, {"disordered": 1}, {"repeated": 3}, {"unnoted": 10}]
)
def test_what_is_not_held_is_said(change: dict[str, int]) -> None:
    assert SURVIVED.promise(2, "name").held
    assert not replace(SURVIVED, **change).promise(2, "name").held


STOPPED = Stopped(lost=0, repeated=0, under_way=9, left=3, seconds=9.0, status=0)


@pytest.mark.parametrize(
    "change", [{"lost": 1}, {"repeated": 1}, {"seconds": 16.0}, {"status": 1}, {"under_way": 0}]
)
def test_a_stop_that_loses_or_lasts_is_said(change: dict[str, float]) -> None:
    assert promise({"polling": STOPPED}).held
    assert not promise({"polling": replace(STOPPED, **change)}).held


@pytest.mark.parametrize("change", [{"missing": 1}, {"unconfirmed": 1}, {"extra": {"a": 1}}])
def test_an_answer_too_many_is_said(change: dict[str, Any]) -> None:
    seen = once.Seen({"a": 0})
    assert seen.promise().held
    assert not replace(seen, **change).promise().held


SWALLOWED = poison.Swallowed(answered=5, left=0, printed=0, told=9, requests=7)


@pytest.mark.parametrize(
    "change", [{"answered": 4}, {"left": 1}, {"printed": 1}, {"told": 0}, {"requests": 21}]
)
def test_poison_that_does_harm_is_said(change: dict[str, int]) -> None:
    assert poison.promise({"polling": SWALLOWED}).held
    assert not poison.promise({"polling": replace(SWALLOWED, **change)}).held


@pytest.mark.parametrize(
    ("outcome", "well"),
    [
        (faults.Outcome(None, 9.0), True),
        (faults.Outcome(1, float("inf")), True),
        (faults.Outcome(0, float("inf")), False),
        (faults.Outcome(None, float("inf")), False),
        (faults.Outcome(None, 61.0), False),
    ],
)
def test_deafness_is_said(outcome: faults.Outcome, well: bool) -> None:
    assert outcome.well == well
