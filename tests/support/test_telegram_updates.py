"""The queue of updates of the tests' Bot API server."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from telegram.error import Conflict, NetworkError

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.refusal import Unknown


class TestUpdates:
    async def test_an_offset_confirms(self, server: TelegramServer, client: Client) -> None:
        first, second = server.person(1).says("a"), server.person(1).says("b")
        updates = await client.raw_updates(0, 0)
        assert [update["update_id"] for update in updates] == [first, second]
        assert len(await client.raw_updates(0, 0)) == 2
        assert len(await client.raw_updates(second, 0)) == 1
        assert await client.raw_updates(second + 1, 0) == []
        assert server.updates.pending == []

    async def test_a_negative_offset_forgets(self, server: TelegramServer, client: Client) -> None:
        for text in "abc":
            server.person(1).says(text)
        assert [u["message"]["text"] for u in await client.raw_updates(-1, 0)] == ["c"]
        assert len(server.updates.pending) == 1

    async def test_a_long_poll_ends_with_the_first_update(
        self, server: TelegramServer, client: Client
    ) -> None:
        poll = asyncio.create_task(client.raw_updates(0, 5))
        await asyncio.sleep(0.05)
        assert not poll.done()
        server.person(1).says("a")
        assert len(await asyncio.wait_for(poll, 1)) == 1

    async def test_only_one_may_poll(self, server: TelegramServer, client: Client) -> None:
        poll = asyncio.create_task(client.raw_updates(0, 5))
        await asyncio.sleep(0.05)
        assert await client.raw_updates(0, 0) == []
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await poll

    async def test_no_polling_beside_a_webhook(
        self, server: TelegramServer, client: Client
    ) -> None:
        server.webhook = "https://example.org"
        with pytest.raises(Conflict, match="webhook is active"):
            await client.raw_updates(0, 0)
        assert (await client.get_webhook_info()).url == "https://example.org"
        await client.delete_webhook()
        assert await client.raw_updates(0, 0) == []

    async def test_only_wanted_kinds(self, server: TelegramServer, client: Client) -> None:
        await client.raw_updates(0, 0, kinds=["message"])
        server.person(1).edits("a")
        server.person(1).blocks()
        server.person(1).says("b")
        assert [u["message"]["text"] for u in await client.raw_updates(0, 0)] == ["b"]

    async def test_updates_are_kept_for_a_day(self, server: TelegramServer, client: Client) -> None:
        server.person(1).says("a")
        server.advance(25 * 3600)
        assert await client.raw_updates(0, 0) == []

    async def test_a_kind_there_is_not_fails_the_test(self) -> None:
        with pytest.raises(Unknown, match="pigeon"):
            async with TelegramServer() as server:
                client = Client(server.token, server.url)
                with contextlib.suppress(NetworkError):
                    await client.raw_updates(0, 0, kinds=["pigeon"])
                await client.close_connections()
