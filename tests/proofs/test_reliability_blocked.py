"""Promise 21 through the connector, before an agent that answers from a table."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import Forbidden

from bot.cli.telegram import surface
from bot.telegram.clearing import Clearing
from bot.telegram.delivery import Delivery
from proofs.reliability.blocked import ASKED, MOMENTS, Seen, block
from tests.support.fake_agent import FakeAgent

SOURCES = {"title": "Sources", "payload": '/show_sources{"entry":"detained-2017"}'}
ANSWER = {"text": "More than 100.", "buttons": [SOURCES]}


async def blocked(*names: str) -> Seen:
    moments = tuple(moment for moment in MOMENTS if moment.name in names or not names)
    return await block(FakeAgent({ASKED: [ANSWER]}).handle_message, surface(), moments)


async def test_whoever_blocks_the_program_is_left_alone() -> None:
    seen = await blocked()
    assert seen.promise().held, seen


async def test_trying_again_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    send = Delivery._send_part

    async def again(delivery: Delivery, *given: Any) -> None:
        delivery.gone = False
        await send(delivery, *given)

    monkeypatch.setattr(Delivery, "_send_part", again)
    seen = await blocked("between two parts of an answer")
    assert seen.retries and not seen.promise().held


async def test_deleting_on_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    delete_batch = Clearing._delete_batch

    async def go_on(clearing: Clearing, *given: Any) -> bool:
        try:
            return await delete_batch(clearing, *given)
        except Forbidden:
            return False

    monkeypatch.setattr(Clearing, "_delete_batch", go_on)
    seen = await blocked("while messages are deleted")
    assert seen.retries and not seen.promise().held


async def test_a_line_of_level_error_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(clearing: Clearing, *given: Any) -> bool:
        raise RuntimeError

    monkeypatch.setattr(Clearing, "delete", refuse)
    seen = await blocked("while messages are deleted")
    assert seen.errors and not seen.promise().held


def test_nothing_at_all_is_no_proof() -> None:
    assert not Seen().promise().held
