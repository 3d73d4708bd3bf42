"""A small share of what `make reliability` shows of the connector alone."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from proofs.reliability.kills import UNLIMITED, Survived, survive
from proofs.reliability.limits import keep
from proofs.reliability.stand import Stand, free_port, stand
from proofs.reliability.stopping import Stopped, promise, stop
from tests.support.telegram_server import TelegramServer


@pytest.mark.parametrize("port", [0, free_port()], ids=["polling", "webhook"])
async def test_killed_it_loses_nothing(tmp_path: Path, port: int) -> None:
    def begin(server: TelegramServer) -> AbstractAsyncContextManager[Stand]:
        return stand(server, tmp_path, port, pace=UNLIMITED)

    survived = await survive(begin, chats=12, each=5, kills=1)
    assert (survived.updates, survived.lost, survived.disordered) == (60, 0, 0)
    assert survived.promise(2, "name").held


async def test_stopped_it_loses_nothing(tmp_path: Path) -> None:
    seen = await stop(tmp_path, 0, seconds=1, people=20)
    assert (seen.lost, seen.repeated, seen.status) == (0, 0, 0)


async def test_it_keeps_within_the_rates(tmp_path: Path) -> None:
    seen = await keep(tmp_path, crowd=40, row=2, mentions=5, strict=True)
    assert (seen.violations, seen.refusals, seen.missing) == (0, 0, 0)
    assert seen.messages == 40 + 8 * 2 + 5


@pytest.mark.parametrize(("lost", "disordered", "repeated"), [(1, 0, 0), (0, 1, 0), (0, 0, 65)])
def test_what_is_not_held_is_said(lost: int, disordered: int, repeated: int) -> None:
    survived = Survived(100, lost, repeated, disordered, kills=1)
    assert not survived.promise(2, "name").held


@pytest.mark.parametrize(
    "seen", [Stopped(1, 0, 0, 1.0, 0), Stopped(0, 1, 0, 1.0, 0), Stopped(0, 0, 0, 16.0, 0)]
)
def test_a_stop_that_loses_or_lasts_is_said(seen: Stopped) -> None:
    assert not promise({"polling": seen}).held
    assert promise({"polling": Stopped(0, 0, 3, 9.0, 0)}).held
