"""Promise 28 through the connector, before an agent that answers from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.cli.telegram import surface
from bot.telegram.conversation import Conversation
from bot.telegram.surface import Surface
from proofs.reliability.buttons import ASKED, PRESSES, Press, Seen, press_all
from proofs.reliability.connector import connector
from tests.support.fake_agent import FakeAgent
from tests.support.telegram_server import TelegramServer

ENTRY = '"entry":"detained-2017"'
ANSWER = {
    "text": "More than 100.",
    "buttons": [
        {"title": "Sources", "payload": f"/show_sources{{{ENTRY}}}"},
        {"title": "Helpful", "payload": f'/vote{{{ENTRY},"vote":"yes"}}', "once": True},
        {"title": "Not", "payload": f'/vote{{{ENTRY},"vote":"no"}}', "once": True},
    ],
}
SLOW_ONES = ("twice, some seconds apart",)


async def played(names: Sequence[str] = (), shown: Surface | None = None) -> Seen:
    presses = [p for p in PRESSES if p.name in names or not names]
    agent = FakeAgent({ASKED: [ANSWER]})
    async with (
        TelegramServer() as server,
        connector(server, agent.handle_message, shown or surface()) as errors,
    ):
        return await press_all(server, lambda: len(errors.lines), presses)


async def test_every_press_is_answered_once() -> None:
    seen = await played([press.name for press in PRESSES if press.name not in SLOW_ONES])
    assert seen.promise().held, seen
    assert seen.queries > 20


async def test_a_press_without_an_answer_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*given: Any) -> bool:
        return True

    monkeypatch.setattr(Conversation, "acknowledge", nothing)
    seen = await played(["pressed", "that nobody has sent"])
    assert seen.unanswered == ["pressed", "that nobody has sent"]
    assert seen.silent == ["that nobody has sent"]
    assert not seen.promise().held


async def test_buttons_that_stay_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*given: Any) -> None: ...

    monkeypatch.setattr(Conversation, "_take_away_used", nothing)
    seen = await played(["good for one press"])
    assert seen.standing == ["good for one press"]
    assert not seen.promise().held


async def test_a_notice_without_words_is_silence() -> None:
    seen = await played(["in a group"], replace(surface(), stale=lambda code: ""))
    assert seen.silent == ["in a group"]


def test_nothing_at_all_is_no_proof() -> None:
    assert not Seen().promise().held


def test_every_way_has_a_name_of_its_own() -> None:
    assert len({press.name for press in PRESSES}) == len(PRESSES)
    assert all(isinstance(press, Press) for press in PRESSES)
