"""Keyboards on the Bot API server of the tests."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.keyboards import keyboard
from tests.support.telegram_server.refusal import Refusal, Unknown


def markup(**what: str) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[{"text": "Press", **what}]]}}


class TestKeyboards:
    @pytest.mark.parametrize(
        "what",
        [
            {"callback_data": "/a"},
            {"url": "https://example.org/a?b=c#d"},
            {"url": "http://example.org"},
            {"url": "tg://resolve?domain=x"},
            {"switch_inline_query": ""},
            {"switch_inline_query": "x" * 256},
        ],
    )
    def test_buttons_that_are_admitted(self, what: dict[str, str]) -> None:
        assert keyboard(markup(**what)) == [[{"text": "Press", **what}]]

    @pytest.mark.parametrize(
        ("what", "reason"),
        [
            ({"text": " ", "url": "https://example.org"}, "text must be non-empty"),
            ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
            ({"callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
            ({"url": "ftp://example.org"}, "URL is invalid"),
            ({"url": "https://example"}, "URL is invalid"),
            ({"url": "https://example.org/a b"}, "URL is invalid"),
            ({"url": ""}, "URL is invalid"),
            ({"switch_inline_query": "x" * 257}, "BUTTON_DATA_INVALID"),
        ],
    )
    def test_buttons_that_are_refused(self, what: dict[str, str], reason: str) -> None:
        with pytest.raises(Refusal, match=reason):
            keyboard(markup(**what))

    @pytest.mark.parametrize(
        "what",
        [{}, {"colour": "red"}, {"callback_data": "/a", "url": "https://example.org"}],
    )
    def test_a_button_it_does_not_know_fails_the_test(self, what: dict[str, str]) -> None:
        with pytest.raises(Unknown, match="a button with"):
            keyboard(markup(**what))

    def test_a_keyboard_it_does_not_know_fails_the_test(self) -> None:
        with pytest.raises(Unknown, match="a keyboard with"):
            keyboard({"reply_markup": {"force_reply": True}})

    def test_a_hundred_buttons_and_no_more(self) -> None:
        row = [{"text": "x", "callback_data": "x"}] * 100
        keyboard({"reply_markup": {"inline_keyboard": [row]}})
        with pytest.raises(Refusal, match="too long"):
            keyboard({"reply_markup": {"inline_keyboard": [row, row[:1]]}})

    async def test_a_null_keyboard_is_refused(self, server: TelegramServer) -> None:
        async with httpx.AsyncClient() as http:
            answer = await http.post(
                f"{server.url}/bot{server.token}/sendMessage",
                data={"chat_id": server.person(1).id, "text": "x", "reply_markup": "null"},
            )
        assert "object expected as reply markup" in answer.json()["description"]
