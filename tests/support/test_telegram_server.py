"""The Bot API server of the tests is strict, and fails where it is told to."""

from __future__ import annotations

import httpx
import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.refusal import Unknown


async def started(server: TelegramServer, user_id: int = 1) -> int:
    server.person(user_id).says("/start")
    return user_id


class TestServer:
    async def test_a_wrong_token_is_refused(self, server: TelegramServer) -> None:
        stranger = Client("1:wrong", server.url)
        with pytest.raises(InvalidToken):
            await stranger.raw_updates(0, 0)
        await stranger.close_connections()

    @pytest.mark.parametrize(
        ("method", "given"),
        [("sendPigeon", {}), ("getMe", {"colour": "red"}), ("getUpdates", {"limit": 1000})],
    )
    async def test_what_it_does_not_know_fails_the_test(
        self, method: str, given: dict[str, str]
    ) -> None:
        with pytest.raises(Unknown):
            async with TelegramServer() as server, httpx.AsyncClient() as http:
                await http.post(f"{server.url}/bot{server.token}/{method}", data=given)

    @pytest.mark.parametrize(
        ("how", "error"),
        [
            ({"status": 500}, NetworkError),
            ({"status": 429, "retry_after": 3}, RetryAfter),
            ({"body": b"<html>"}, NetworkError),
            ({"drop": True}, NetworkError),
        ],
    )
    async def test_faults(
        self, server: TelegramServer, client: Client, how: dict[str, object], error: type[Exception]
    ) -> None:
        server.fail("getMe", **how)
        with pytest.raises(error):
            await client.get_me()
        assert (await client.get_me()).is_bot
        assert [call.method for call in server.calls] == ["getMe", "getMe"]

    async def test_a_fault_after_the_deed(self, server: TelegramServer, client: Client) -> None:
        chat = await started(server)
        server.fail("sendMessage", after=True, drop=True, chat_id=chat)
        with pytest.raises(NetworkError):
            await client.send_message(chat, "x")
        assert [reply.text for reply in server.person(1).replies] == ["x"]
