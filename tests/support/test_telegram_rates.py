"""Rates of messages, as the Bot API server of the tests counts them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.support.telegram_server import TelegramServer

Call = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def call(server: TelegramServer) -> AsyncIterator[Call]:
    """Calls a method as it comes: the bot's own client would wait."""
    async with httpx.AsyncClient() as http:

        async def post(method: str = "sendMessage", **given: Any) -> dict[str, Any]:
            body = {"text": "x"} | given
            url = f"{server.url}/bot{server.token}/{method}"
            answer: dict[str, Any] = (await http.post(url, json=body)).json()
            return answer

        yield post


@pytest.fixture
def clock(server: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> TelegramServer:
    """A server whose time stands still unless it is advanced."""
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)
    for number in range(1, 40):
        server.person(number).says("/start")
    return server


class TestRecorded:
    async def test_two_messages_in_one_private_chat(
        self, clock: TelegramServer, call: Call
    ) -> None:
        await call(chat_id=1)
        clock.advance(0.5)
        await call(chat_id=2)
        clock.advance(0.5)
        await call(chat_id=1)
        assert clock.violations() == []
        clock.advance(0.75)
        await call(chat_id=1)
        assert clock.violations() == ["private: 2 within 0.750 s, not 1 s"]
        assert len(clock.violations(slack=0.2)) == 1
        assert clock.violations(slack=0.3) == []
        assert [chat for _, chat in clock.rates.accepted] == [1, 2, 1, 1]

    async def test_a_change_counts_like_a_message(self, clock: TelegramServer, call: Call) -> None:
        number = (await call(chat_id=1))["result"]["message_id"]
        await call("editMessageText", chat_id=1, message_id=number, text="y")
        assert clock.violations() == ["private: 2 within 0.000 s, not 1 s"]

    async def test_thirty_a_second_in_all(self, clock: TelegramServer, call: Call) -> None:
        for number in range(1, 31):
            await call(chat_id=number)
        clock.advance(0.9)
        assert clock.violations() == []
        await call(chat_id=31)
        assert clock.violations() == ["all: 31 within 0.900 s, not 1 s"]

    async def test_twenty_a_minute_in_a_group(self, clock: TelegramServer, call: Call) -> None:
        clock.group(-100)
        for _ in range(20):
            await call(chat_id=-100)
        clock.advance(59)
        assert clock.violations() == []
        await call(chat_id=-100)
        assert clock.violations() == ["group: 21 within 59.000 s, not 60 s"]
        clock.advance(1)
        await call(chat_id=-100)
        assert len(clock.violations()) == 1

    async def test_what_is_refused_does_not_count(self, clock: TelegramServer, call: Call) -> None:
        await call(chat_id=1, text="")
        await call(chat_id=1)
        assert clock.violations() == []


class TestStrict:
    @pytest.fixture(autouse=True)
    def strict(self, clock: TelegramServer) -> None:
        clock.rates.strict = True

    async def test_a_private_chat(self, clock: TelegramServer, call: Call) -> None:
        number = (await call(chat_id=1))["result"]["message_id"]
        clock.advance(0.5)
        for refused in (
            await call(chat_id=1),
            await call("editMessageText", chat_id=1, message_id=number, text="y"),
        ):
            assert refused["error_code"] == 429
            assert refused["description"] == "Too Many Requests: retry after 1"
            assert refused["parameters"] == {"retry_after": 1}
        clock.advance(0.5)
        assert (await call(chat_id=1))["ok"]
        assert [reply.text for reply in clock.person(1).arrived] == ["x", "x"]
        assert clock.violations() == []

    async def test_a_group(self, clock: TelegramServer, call: Call) -> None:
        clock.group(-100)
        for _ in range(20):
            await call(chat_id=-100)
        clock.advance(17.5)
        assert (await call(chat_id=-100))["parameters"] == {"retry_after": 43}


def test_strictness_is_asked_for() -> None:
    assert not TelegramServer().rates.strict
    assert TelegramServer(strict_rates=True).rates.strict
