"""Messages on the Bot API server of the tests, through a real client."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer


def keyboard(payload: str, title: str = "Press") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(title, callback_data=payload)]])


async def started(server: TelegramServer, user_id: int = 1) -> int:
    server.person(user_id).says("/start")
    return user_id


class TestMessages:
    async def test_a_message_arrives(self, server: TelegramServer, client: Client) -> None:
        chat = await started(server)
        sent = await client.send_message(
            chat, "<b>Hello</b> &amp; welcome", "HTML", reply_markup=keyboard("/a")
        )
        reply = await server.person(1).reply()
        assert (reply.text, reply.buttons) == ("Hello & welcome", [("Press", "/a")])
        assert sent.text == "Hello & welcome"
        assert sent.message_id == reply.message_id

    @pytest.mark.parametrize(
        ("text", "reason"),
        [("", "empty"), ("x" * 4097, "too long"), ("<b>", "can't parse"), ("a & b", "can't parse")],
    )
    async def test_a_bad_text_is_refused(
        self, server: TelegramServer, client: Client, text: str, reason: str
    ) -> None:
        chat = await started(server)
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await client.send_message(chat, text, "HTML")
        assert server.refusals

    async def test_an_unknown_chat_is_refused(self, server: TelegramServer, client: Client) -> None:
        server.person(5)
        with pytest.raises(BadRequest, match="Chat not found"):
            await client.send_message(5, "x")

    async def test_who_has_blocked_gets_nothing(
        self, server: TelegramServer, client: Client
    ) -> None:
        chat = await started(server)
        server.person(1).blocks()
        with pytest.raises(Forbidden):
            await client.send_message(chat, "x")

    async def test_editing(self, server: TelegramServer, client: Client) -> None:
        chat = await started(server)
        sent = await client.send_message(chat, "x", reply_markup=keyboard("/a"))
        with pytest.raises(BadRequest, match="not modified"):
            await client.edit_message_text("x", chat, sent.message_id, reply_markup=keyboard("/a"))
        await client.edit_message_text("y", chat, sent.message_id)
        with pytest.raises(BadRequest, match="not modified"):
            await client.edit_message_reply_markup(chat, sent.message_id)
        with pytest.raises(BadRequest, match="not found"):
            await client.edit_message_text("y", chat, 999)
        with pytest.raises(BadRequest, match="can't be edited"):
            await client.edit_message_text("y", chat, 1)
        assert [(r.text, r.buttons) for r in server.person(1).replies] == [("y", [])]

    async def test_deleting_within_48_hours(self, server: TelegramServer, client: Client) -> None:
        chat = await started(server)
        first = await client.send_message(chat, "x")
        second = await client.send_message(chat, "y")
        await client.delete_message(chat, first.message_id)
        with pytest.raises(BadRequest, match="not found"):
            await client.delete_message(chat, first.message_id)
        server.advance(49 * 3600)
        with pytest.raises(BadRequest, match="can't be deleted"):
            await client.delete_messages(chat, [1, second.message_id])
        assert [reply.text for reply in server.person(1).replies] == ["y"]
