"""What is measured of promises 4, 29 and 31 is held against what is promised."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest

from bot.cli.telegram import surface
from bot.telegram.splitting import plain
from proofs.canaries import Finding
from proofs.reliability import flood, replies, token
from proofs.reliability.breakdowns import ON_FILE, ON_SERVERS, Breakdown
from proofs.reliability.replies import ANSWER, CALM, NOTICE, WAYS, Got

BROKEN = Breakdown("something", lambda stage, writer, people: nullcontext())
AWAY = replace(BROKEN, is_telegram=True)
GOOD = Got(BROKEN, WAYS[0], 9.0, ANSWER, ANSWER)


class TestReplies:
    def test_held(self) -> None:
        late = replace(GOOD, breakdown=AWAY, seconds=20.0)
        assert replies.Seen([GOOD, late]).promise().held

    @pytest.mark.parametrize(
        "got",
        [
            replace(GOOD, seconds=None),
            replace(GOOD, seconds=11.5),
            replace(GOOD, is_foreign=True),
            replace(GOOD, is_helpless=True),
        ],
    )
    def test_not_held(self, got: Got) -> None:
        assert not replies.Seen([GOOD, got]).promise().held

    def test_nothing_is_shown_by_what_did_not_take_place(self) -> None:
        assert not replies.Seen([GOOD], ["something"]).promise().held
        assert not replies.Seen().promise().held

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_sentences_are_told_apart_and_help(self, language: str) -> None:
        shown = surface()
        for what, html in ((CALM, shown.failure(language)), (NOTICE, shown.slow(language))):
            text = plain(html)
            assert replies._kind(text, language) == what
            assert replies._helps(text + plain(shown.urgent(language)))
        assert replies._kind("anything else", language) == ANSWER
        assert not replies._helps("anything else")

    def test_every_breakdown_has_a_name_of_its_own(self) -> None:
        names = [breakdown.name for breakdown in (*ON_FILE, *ON_SERVERS)]
        assert len(set(names)) == len(names) > 50


class TestToken:
    HIDDEN = token.Seen(set(), 0, 500, {"polling": True, "webhook": True})

    def test_held(self) -> None:
        assert self.HIDDEN.promise().held

    @pytest.mark.parametrize(
        "change",
        [
            {"found": {Finding("output", "token")}},
            {"found": {Finding("output", "webhook's secret")}},
            {"children": 1},
            {"lines": 0},
            {"ways": {"polling": True, "webhook": False}},
            {"ways": {"polling": True}},
        ],
    )
    def test_not_held(self, change: dict[str, object]) -> None:
        assert not replace(self.HIDDEN, **change).promise().held


class TestFlood:
    CALM = flood.Seen([0.1] * 9 + [0.2], [0.1] * 9 + [0.3], 0, 1, 20, newest=True)

    def test_held(self) -> None:
        assert self.CALM.promise().held

    @pytest.mark.parametrize(
        "change",
        [{"flooded": [0.9] * 10}, {"silent": 1}, {"calm": 0}, {"calm": 3}, {"newest": False}],
    )
    def test_not_held(self, change: dict[str, object]) -> None:
        assert not replace(self.CALM, **change).promise().held
