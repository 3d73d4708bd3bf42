"""The webhook is set, stays set and is set again; it outlasts the program."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.telegram.client import Client
from bot.telegram.incoming import UPDATE_KINDS
from bot.telegram.polling import TokenRefused
from bot.telegram.webhook import Webhook
from tests.support.posts import SECRET, SETTINGS, Answers, post, said, until, webhook_of
from tests.support.telegram_server import TelegramServer


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def webhook(client: Client, answers: Answers) -> Webhook:
    return webhook_of(client, answers)


@pytest_asyncio.fixture
async def running(webhook: Webhook) -> AsyncIterator[Webhook]:
    task = asyncio.create_task(webhook.run())
    yield webhook
    webhook.stop()
    await asyncio.wait_for(task, 5)


class TestStanding:
    async def test_it_is_set_and_stays(
        self, server: TelegramServer, running: Webhook, webhook: Webhook
    ) -> None:
        await until(lambda: len(server.calls_of("getWebhookInfo")) > 2)
        [call] = server.calls_of("setWebhook")
        assert call.given["url"] == server.webhook == SETTINGS.url
        assert call.given["secret_token"] == SECRET
        assert json.loads(call.given["allowed_updates"]) == list(UPDATE_KINDS)
        assert running.healthy

    async def test_it_is_left_standing_at_the_stop(
        self, server: TelegramServer, webhook: Webhook
    ) -> None:
        task = asyncio.create_task(webhook.run())
        await until(lambda: webhook.healthy)
        webhook.stop()
        await asyncio.wait_for(task, 5)
        assert server.webhook == SETTINGS.url
        assert server.calls_of("deleteWebhook") == []

    async def test_it_is_set_again_when_somebody_has_taken_it_away(
        self, server: TelegramServer, client: Client, running: Webhook
    ) -> None:
        await until(lambda: running.healthy)
        await client.delete_webhook()
        await until(lambda: server.webhook == SETTINGS.url)
        assert len(server.calls_of("setWebhook")) == 2

    async def test_one_from_before_is_set_again_as_its_secret_may_be_another(
        self, server: TelegramServer, client: Client, webhook: Webhook
    ) -> None:
        await client.set_webhook(SETTINGS.url, secret_token="another")
        task = asyncio.create_task(webhook.run())
        await until(lambda: webhook.healthy)
        assert server.deliverer.webhook and server.deliverer.webhook.secret_token == SECRET
        webhook.stop()
        await asyncio.wait_for(task, 5)

    async def test_trouble_of_the_network_heals(
        self, server: TelegramServer, webhook: Webhook, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.fail("setWebhook", status=502, times=2)
        task = asyncio.create_task(webhook.run())
        await until(lambda: webhook.healthy)
        server.fail("getWebhookInfo", drop=True, times=None)
        await until(lambda: not webhook.healthy)
        server.heal()
        await until(lambda: webhook.healthy)
        webhook.stop()
        await asyncio.wait_for(task, 5)
        assert "no webhook (NetworkError)" in caplog.text
        assert SECRET not in caplog.text and server.token not in caplog.text

    async def test_a_refused_token_ends_it(self, server: TelegramServer, webhook: Webhook) -> None:
        server.fail("setWebhook", status=401)
        with pytest.raises(TokenRefused):
            await webhook.run()
        assert await webhook.receive(post(said(server))) == 503
