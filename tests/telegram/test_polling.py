"""Nothing is confirmed before it is handled, and nothing is asked for too often."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram.client import BATCH, Client
from bot.telegram.incoming import UPDATE_KINDS
from tests.support.answering import Bot, until
from tests.support.polling import Polling
from tests.support.telegram_server import TelegramServer


@pytest.fixture
def bot() -> Bot:
    return Bot()


class TestAcknowledging:
    async def test_what_is_handled_is_confirmed(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        subject = Polling(client, bot)
        async with subject.running():
            server.person(1).says("a")
            await until(lambda: bot.handled)
            await until(lambda: not server.updates.pending)
            server.person(1).says("b")
            await until(lambda: bot.handled == ["a", "b"])
        assert (subject.counts.received, subject.counts.answered) == (2, 2)

    async def test_nothing_is_confirmed_before_it_is_handled(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        slow = bot.gate("slow")
        subject = Polling(client, bot)
        async with subject.running():
            server.person(1).says("slow")
            server.person(2).says("quick")
            await until(lambda: bot.handled == ["quick"])
            await until(lambda: subject.counts.repeated > 4)
            assert len(server.updates.pending) == 2
            slow.set()
            await until(lambda: not server.updates.pending)
        assert bot.begun == ["slow", "quick"]

    async def test_a_quick_turn_is_confirmed_with_the_next_request(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        server.person(1).says("a")
        subject = Polling(client, bot, check=60)
        async with subject.running():
            await until(lambda: not server.updates.pending)
            assert subject.poller.requests == 2

    async def test_only_what_can_be_answered_is_asked_for(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        async with Polling(client, bot).running():
            await until(lambda: server.updates.wanted)
        assert server.updates.wanted == list(UPDATE_KINDS)

    async def test_what_is_ignored_is_confirmed(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        await client.get_me()
        server.group(-100).says(server.person(1), "in a group")
        subject = Polling(client, bot)
        async with subject.running():
            await until(lambda: subject.counts.ignored)
            await until(lambda: not server.updates.pending)
        assert not bot.begun

    async def test_poison_is_confirmed_and_holds_nobody_up(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        server.updates.put(message={"canary": "poison"})
        for number in range(5):
            server.person(number + 1).says("good")
        subject = Polling(client, bot)
        async with subject.running():
            await until(lambda: len(bot.handled) == 5)
            await until(lambda: not server.updates.pending)
        assert subject.counts.poison == 1

    async def test_what_has_no_number_holds_nobody_up(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        body = b'{"ok":true,"result":["x",{"update_id":"x"},null]}'
        server.fail("getUpdates", body=body)
        subject = Polling(client, bot)
        async with subject.running():
            server.person(1).says("good")
            await until(lambda: bot.handled == ["good"])
        assert subject.counts.poison == 3


class TestRushing:
    SECONDS = 0.5

    async def requests(self, subject: Polling) -> int:
        """How many requests there were after a while."""
        async with subject.running():
            await asyncio.sleep(self.SECONDS)
            return subject.poller.requests

    async def test_answers_at_once_do_not_make_it_rush(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        assert await self.requests(Polling(client, bot, hold=0, check=0.1)) <= 6

    async def test_a_slow_turn_does_not_make_it_rush(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        bot.gate("slow")
        server.person(1).says("slow")
        assert await self.requests(Polling(client, bot, check=0.1, grace=0)) <= 6

    async def test_trouble_does_not_make_it_rush(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        server.fail("getUpdates", times=None)
        assert await self.requests(Polling(client, bot, first_wait=0.1, longest_wait=0.1)) <= 8

    async def test_without_updates_telegram_holds_the_request(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        assert await self.requests(Polling(client, bot, hold=5)) <= 1


class TestLeap:
    async def test_one_that_hangs_does_not_keep_new_ones_out_for_ever(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        bot.gate("hangs")
        server.person(1).says("hangs")
        for number in range(2, BATCH + 2):
            server.person(number).says("good")
        subject = Polling(client, bot, leap=0.1, grace=0)
        async with subject.running():
            await until(lambda: len(bot.handled) == BATCH)
            assert subject.counts.leapt == 1

    async def test_before_its_time_it_is_not_leapt_over(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        bot.gate("hangs")
        server.person(1).says("hangs")
        for number in range(2, BATCH + 2):
            server.person(number).says("good")
        subject = Polling(client, bot, leap=600, grace=0)
        async with subject.running():
            await until(lambda: len(bot.handled) == BATCH - 1 and subject.counts.repeated)
            await until(lambda: subject.counts.repeated > 4 * BATCH)
            assert (len(bot.handled), subject.counts.leapt) == (BATCH - 1, 0)

    async def test_where_there_is_room_it_is_not_leapt_over(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        bot.gate("hangs")
        server.person(1).says("hangs")
        subject = Polling(client, bot, leap=0, grace=0)
        async with subject.running():
            await until(lambda: subject.poller.requests > 4)
        assert len(server.updates.pending) == 1
