"""Buttons and presses on the Bot API server of the tests."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.telegram.client import Client
from tests.support.telegram_server import Person, TelegramServer


@pytest.fixture
def person(server: TelegramServer) -> Person:
    person = server.person(1)
    person.says("/start")
    return person


class TestQueries:
    async def test_a_press_shows_the_message_as_it_stands(
        self, server: TelegramServer, client: Client, person: Person
    ) -> None:
        buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="/a")]])
        sent = await client.send_message(1, "<b>x</b>", "HTML", reply_markup=buttons)
        person.presses("Go")
        await client.edit_message_text("y", 1, sent.message_id)
        person.presses_payload("/a", sent.message_id)
        await client.delete_message(1, sent.message_id)
        person.presses_payload("/a", sent.message_id)
        first, second, third = [
            u["callback_query"]["message"] for u in server.updates.pending if "callback_query" in u
        ]
        assert first["text"] == "x"
        assert first["entities"] == [{"offset": 0, "length": 1, "type": "bold"}]
        assert first["reply_markup"] == buttons.to_dict()
        assert second["text"] == "y"
        assert second["edit_date"] >= second["date"] > 0
        assert "reply_markup" not in second
        assert third == {"message_id": sent.message_id, "date": 0, "chat": person.chat}

    async def test_a_press_can_be_repeated(
        self, server: TelegramServer, client: Client, person: Person
    ) -> None:
        buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="/a")]])
        await client.send_message(1, "x", reply_markup=buttons)
        person.presses("Go")
        person.presses("Go")
        first, second = server.open_queries
        await client.answer_callback_query(first)
        await client.answer_callback_query(second, "Seen", show_alert=True)
        assert person.toasts == ["Seen"]
        assert [given.get("show_alert") for given in server.answers[second]] == [True]
        assert not server.open_queries

    async def test_a_button_that_leads_out_is_no_press(
        self, client: Client, person: Person
    ) -> None:
        link = InlineKeyboardButton("Out", url="https://example.org")
        await client.send_message(1, "x", reply_markup=InlineKeyboardMarkup([[link]]))
        with pytest.raises(AssertionError, match="leads out"):
            person.presses("Out")

    async def test_pressing_a_button_that_is_not_there(self, person: Person) -> None:
        with pytest.raises(AssertionError, match="stands on no button"):
            person.presses("Nothing")

    async def test_a_query_is_answered_once(self, server: TelegramServer, client: Client) -> None:
        query = server.new_query()
        await client.answer_callback_query(query)
        with pytest.raises(BadRequest, match="Query is too old"):
            await client.answer_callback_query(query)

    async def test_unknown_and_old_queries(self, server: TelegramServer, client: Client) -> None:
        query = server.new_query()
        server.advance(3600)
        for query_id in (query, "1"):
            with pytest.raises(BadRequest, match="Query is too old"):
                await client.answer_callback_query(query_id)

    async def test_a_toast_of_200_characters_and_no_more(
        self, server: TelegramServer, client: Client
    ) -> None:
        await client.answer_callback_query(server.new_query(), "x" * 200)
        with pytest.raises(BadRequest, match="(?i)message_too_long"):
            await client.answer_callback_query(server.new_query(), "x" * 201)
