"""Who may post an update and what they are told; the receipt is given once it is handled."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.telegram.client import Client
from bot.telegram.intake import Counts
from bot.telegram.webhook import MOST_BYTES, Webhook
from tests.support.posts import SECRET, SETTINGS, Answers, intake_of, post, said, until, webhook_of
from tests.support.telegram_server import TelegramServer


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def webhook(client: Client, answers: Answers) -> Webhook:
    return webhook_of(client, answers)


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"secrets": []}, 403),
            ({"secrets": [""]}, 403),
            ({"secrets": ["wrong"]}, 403),
            ({"secrets": [SECRET[:-1]]}, 403),
            ({"secrets": [SECRET + "x"]}, 403),
            ({"secrets": [SECRET.upper()]}, 403),
            ({"secrets": ["кенар"]}, 403),
            ({"secrets": [SECRET, SECRET]}, 403),
            ({"kind": ""}, 415),
            ({"kind": "text/plain"}, 415),
            ({"kind": "application/jsonp"}, 415),
            ({"encoding": "gzip"}, 415),
            ({"length": MOST_BYTES + 1}, 413),
        ],
    )
    async def test_nothing_of_a_forgery_is_read(
        self, server: TelegramServer, webhook: Webhook, changes: dict[str, Any], status: int
    ) -> None:
        read: list[bytes] = []

        async def body() -> AsyncIterator[bytes]:
            read.append(b"")
            yield b"{}"

        assert await webhook.receive(post(said(server), body=body(), **changes)) == status
        assert read == []
        assert webhook.refused == 1

    async def test_a_body_longer_than_it_says(self, webhook: Webhook, answers: Answers) -> None:
        assert await webhook.receive(post(b" " * (MOST_BYTES + 1), length=None)) == 413
        assert webhook.refused == 1
        assert answers.turns == []

    async def test_the_longest_body(self, server: TelegramServer, webhook: Webhook) -> None:
        body = json.dumps(said(server)).encode().ljust(MOST_BYTES)
        assert await webhook.receive(post(body)) == 200

    @pytest.mark.parametrize(
        "kind", ["application/json", "Application/JSON; charset=utf-8", " application/json;x"]
    )
    async def test_json_by_other_names(
        self, server: TelegramServer, webhook: Webhook, kind: str
    ) -> None:
        assert await webhook.receive(post(said(server), kind=kind)) == 200

    @pytest.mark.parametrize(
        "body",
        [b"", b"{canary", b"\xff\xfe", b"[" * 100_000, b"[]", b"7", b'"canary"', b"{}"]
        + [b'{"update_id":"canary"}', b'{"update_id":true}', b'{"update_id":null}']
        + [b'{"update_id":[1]}', b'{"update_id":1.5}'],
    )
    async def test_what_is_no_update(
        self,
        client: Client,
        answers: Answers,
        body: bytes,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.DEBUG)
        intake = intake_of(client, answers)
        webhook = Webhook(client, intake, SETTINGS)
        assert await webhook.receive(post(body)) == 400
        assert intake.counts == Counts(poison=1)
        assert "canary" not in caplog.text

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("149.154.160.9", 200),
            ("2001:67c:4e8::9", 200),
            ("149.154.176.1", 403),
            ("127.0.0.1", 403),
            ("::ffff:149.154.176.1", 403),
            ("", 403),
            ("canary", 403),
        ],
    )
    async def test_only_these_networks_may_connect(
        self, server: TelegramServer, client: Client, answers: Answers, address: str, status: int
    ) -> None:
        networks = ("149.154.160.0/20", "2001:67c:4e8::/48")
        webhook = webhook_of(client, answers, replace(SETTINGS, addresses=networks))
        assert await webhook.receive(post(said(server), address=address)) == status


class TestReceipts:
    async def test_it_is_given_only_after_the_turn(
        self, server: TelegramServer, webhook: Webhook, answers: Answers
    ) -> None:
        answers.let.clear()
        receiving = asyncio.create_task(webhook.receive(post(said(server))))
        await until(lambda: answers.turns)
        assert not receiving.done()
        answers.let.set()
        assert await receiving == 200

    async def test_a_turn_that_takes_longer_is_asked_for_again_and_answered_once(
        self, server: TelegramServer, webhook: Webhook, answers: Answers
    ) -> None:
        answers.let.clear()
        update = said(server, "slow")
        assert await webhook.receive(post(update)) == 503
        answers.let.set()
        assert await webhook.receive(post(update)) == 200
        assert await webhook.receive(post(update)) == 200
        assert answers.turns == ["slow"]

    async def test_brought_three_times_at_once_and_answered_once(
        self, server: TelegramServer, webhook: Webhook, answers: Answers
    ) -> None:
        update = said(server)
        receipts = await asyncio.gather(*(webhook.receive(post(update)) for _ in range(3)))
        assert receipts == [200, 200, 200]
        assert answers.turns == ["x"]

    async def test_what_is_given_up_at_the_stop_is_brought_again(
        self, server: TelegramServer, client: Client, answers: Answers
    ) -> None:
        answers.let.clear()
        webhook = webhook_of(client, answers, grace=0.01, answer_within=60.0)
        running = asyncio.create_task(webhook.run())
        receiving = asyncio.create_task(webhook.receive(post(said(server))))
        await until(lambda: answers.turns)
        webhook.stop()
        await asyncio.wait_for(running, 5)
        assert await receiving == 503

    async def test_nothing_is_taken_while_it_stops(
        self, server: TelegramServer, webhook: Webhook, answers: Answers
    ) -> None:
        webhook.stop()
        assert await webhook.receive(post(said(server))) == 503
        assert answers.turns == []
