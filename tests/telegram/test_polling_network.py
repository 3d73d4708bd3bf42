"""Trouble with the network heals; a refused token and a second copy end it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from bot import errors
from bot.telegram.client import Client
from bot.telegram.polling import LineTaken, TokenRefused
from tests.support.answering import Bot, until
from tests.support.polling import Polling
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.server import TOKEN


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.mark.parametrize(
    "how",
    [
        {"status": 409, "description": "Conflict"},
        {"status": 429, "retry_after": 0.05},
        {"status": 400, "description": "Bad Request: strange"},
        {"status": 403, "description": "Forbidden: strange"},
        {"status": 500},
        {"status": 502},
        {"drop": True},
        {"hang": 1.5},
        {"body": b'{"ok":true,"result":[{"update_id":1'},
        {"body": b"<html>Bad gateway</html>"},
        {"body": b""},
        {"body": b'{"ok":true,"result":{}}'},
        {"body": b'{"ok":true}'},
        {"after": True, "drop": True},
    ],
)
async def test_it_heals(server: TelegramServer, bot: Bot, how: dict[str, Any]) -> None:
    client = Client(server.token, server.url, timeout=0.5 if "hang" in how else 5)
    server.fail("getUpdates", times=2, **how)
    server.person(1).says("good")
    subject = Polling(client, bot, hold=0)
    async with subject.running():
        await until(lambda: bot.handled == ["good"])
        await until(lambda: not server.updates.pending)
    assert subject.poller.troubles >= 2
    await client.close_connections()


async def test_it_heals_when_nobody_listens_at_first(bot: Bot) -> None:
    client = Client(TOKEN, "http://127.0.0.1:9", timeout=0.2)
    subject = Polling(client, bot)
    async with subject.running():
        await until(lambda: subject.poller.troubles > 2)
        assert not subject.poller.healthy
    await client.close_connections()


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_ends_it(
    server: TelegramServer, client: Client, bot: Bot, status: int
) -> None:
    server.fail("getUpdates", status=status)
    with pytest.raises(TokenRefused) as caught:
        await Polling(client, bot).run()
    assert "TELEGRAM_BOT_TOKEN" in str(caught.value)
    assert server.token not in str(caught.value)
    assert isinstance(caught.value, errors.TelegramError)


async def test_a_turn_in_flight_is_finished_before_it_ends(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    slow = bot.gate("slow")
    server.person(1).says("slow")
    task = asyncio.create_task(Polling(client, bot).run())
    await until(lambda: bot.begun)
    refusing = server.fail("getUpdates", status=401)
    await until(lambda: refusing.times == 0)
    await asyncio.sleep(0.05)
    assert not task.done()
    slow.set()
    with pytest.raises(TokenRefused):
        await task
    assert bot.handled == ["slow"]


async def test_two_copies_end(server: TelegramServer, client: Client, bot: Bot) -> None:
    other = Client(server.token, server.url)
    both = [asyncio.create_task(Polling(c, bot).run()) for c in (client, other)]
    done, _ = await asyncio.wait(both, timeout=20, return_when=asyncio.FIRST_COMPLETED)
    assert {type(task.exception()) for task in done} == {LineTaken}
    for task in both:
        task.cancel()
    await asyncio.gather(*both, return_exceptions=True)
    await other.close_connections()


async def test_a_forgotten_webhook_is_taken_away(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    await client.set_webhook(server.public_url("/forgotten"))
    server.person(1).says("good")
    async with Polling(client, bot).running():
        await until(lambda: bot.handled == ["good"])
    assert not server.webhook
    assert not [call for call in server.calls if "drop_pending_updates" in call.given]


async def test_one_that_cannot_be_taken_away_ends_it(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    await client.set_webhook(server.public_url("/forgotten"))
    server.fail("deleteWebhook", times=None)
    with pytest.raises(LineTaken):
        await Polling(client, bot).run()


async def test_other_trouble_between_conflicts_starts_their_count_over(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    for how in (409, 409, 500, 409, 409):
        server.fail("getUpdates", status=how)
    server.person(1).says("good")
    async with Polling(client, bot, conflicts=3).running():
        await until(lambda: bot.handled == ["good"])


async def test_what_goes_well_starts_their_count_over(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    async with Polling(client, bot, conflicts=3).running():
        for text in "abc":
            server.fail("getUpdates", times=2, status=409)
            server.person(1).says(text)
            await until(lambda: not server.updates.pending)
    assert bot.handled == list("abc")


async def test_what_goes_well_makes_the_next_wait_short(
    server: TelegramServer, client: Client, bot: Bot
) -> None:
    async with Polling(client, bot, hold=0, longest_wait=60).running():
        for number in range(13):
            trouble = server.fail("getUpdates")
            await until(lambda: trouble.times == 0)  # noqa: B023  # waited for here
            server.person(1).says(str(number))
            await until(lambda: not server.updates.pending)


async def test_health(server: TelegramServer, client: Client, bot: Bot) -> None:
    subject = Polling(client, bot, hold=0, longest_wait=0.2)
    assert not subject.poller.healthy
    async with subject.running():
        await until(lambda: subject.poller.healthy)
        server.fail("getUpdates", times=None)
        await until(lambda: not subject.poller.healthy)
        server.heal()
        await until(lambda: subject.poller.healthy)


async def test_no_word_number_or_token_is_logged(
    server: TelegramServer, client: Client, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.fail("getUpdates", times=1, body=b'{"ok":true,"result":[{"canary-text')
    server.fail("getUpdates", times=1, status=502, body=b"canary-text")
    server.updates.put(message={"text": "canary-text"})
    person = server.person(555000111, "ru", first_name="canary-name", username="canary_user")
    update_id = person.says("fail canary-text")
    person.says("fail again")
    async with Polling(client, bot).running():
        await until(lambda: len(bot.done("apologise")) == 2)
    server.fail("getUpdates", status=401)
    with pytest.raises(TokenRefused):
        await Polling(client, bot).run()
    said = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert "turn 2 failed (RuntimeError)" in said
    assert "no updates (NetworkError)" in said
    for canary in ("canary", server.token, "555000111", str(update_id), "fail again"):
        assert canary not in said
