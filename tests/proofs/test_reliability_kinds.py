"""A share of promise 25: every kind of update, before an agent that echoes."""

from __future__ import annotations

from dataclasses import replace

from bot.cli.telegram import surface
from bot.telegram.surface import nothing
from proofs.reliability.connector import connector
from proofs.reliability.kinds import MEDIA, PERSONAL, Seen, bring
from tests.support.fake_agent import FakeAgent
from tests.support.telegram_server import TelegramServer

ECHO = {MEDIA: "you said /unsupported", PERSONAL: "you said /unsupported_personal"}


SURFACE = replace(surface(), search=nothing)


async def test_every_kind_gets_what_is_wanted_and_nothing_else() -> None:
    async with (
        TelegramServer() as server,
        connector(server, FakeAgent().handle_message, SURFACE) as errors,
    ):
        seen = await bring(server, ECHO, lambda: len(errors.lines))
    assert seen.promise().held, (seen, errors.lines)
    assert len(seen.kinds) > 50


async def test_what_is_answered_amiss_is_seen() -> None:
    shown = replace(SURFACE, personal="/unsupported", stale=lambda code: "")
    async with (
        TelegramServer() as server,
        connector(server, FakeAgent().handle_message, shown) as errors,
    ):
        seen = await bring(server, ECHO, lambda: len(errors.lines))
    assert not seen.promise().held
    assert {"location", "venue", "callback_query"} <= set(seen.wrong)


def test_nothing_at_all_is_no_proof() -> None:
    assert not Seen().promise().held
