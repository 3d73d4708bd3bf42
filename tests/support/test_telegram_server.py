"""The Bot API server of the tests is as strict as the documentation, seen through a real client."""

from __future__ import annotations

import asyncio
from html import escape

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.markup import parse, utf16, visible
from tests.support.telegram_server.refusal import Refusal, Unknown


def keyboard(payload: str, title: str = "Press") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(title, callback_data=payload)]])


async def started(server: TelegramServer, user_id: int = 1) -> int:
    server.person(user_id).says("/start")
    return user_id


class TestMarkup:
    @pytest.mark.parametrize(
        ("html", "seen"),
        [
            ("plain", "plain"),
            ("<b>a</b> &lt;b&gt; &amp;amp; &quot;", 'a <b> &amp; "'),
            ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "x"),
            ("<blockquote expandable>q</blockquote>", "q"),
            ('<pre><code class="language-python">c</code></pre>', "c"),
            ('<span class="tg-spoiler">s</span>', "s"),
            ("&#8212;&#x1F600;", "\u2014\U0001f600"),
        ],
    )
    def test_reads_what_is_allowed(self, html: str, seen: str) -> None:
        assert parse(html)[0] == seen

    @pytest.mark.parametrize(
        "html",
        [
            "a < b",
            "a > b",
            "AT&T",
            "ends with &",
            "ends with &amp",
            "&nbsp;",
            "&copy;",
            "&#0;",
            "&#xD800;",
            "<div>x</div>",
            "<br>",
            "<br/>",
            "<b>x",
            "x</b>",
            "<b><i>x</b></i>",
            "<b",
            "<b class='x'>x</b>",
            "<a>x</a>",
            '<a href="nowhere">x</a>',
            '<a href="https://example.org/?a&b">x</a>',
            "<span>x</span>",
            '<span class="red">x</span>',
            "<!-- x -->",
            "<tg-emoji>x</tg-emoji>",
        ],
    )
    def test_refuses_everything_else(self, html: str) -> None:
        with pytest.raises(Refusal, match="can't parse entities"):
            parse(html)

    @given(st.text())
    def test_escaped_text_is_seen_as_it_was(self, text: str) -> None:
        assert parse(escape(text))[0] == text

    @given(st.text(alphabet="<>&;ablt/#1 \"'"))
    def test_text_with_a_special_character_has_to_be_escaped(self, text: str) -> None:
        try:
            seen, _ = parse(text)
        except Refusal:
            assert any(c in text for c in "<>&")
        else:
            assert seen == text or "&" in text or "<" in text

    def test_entities_are_counted_in_utf16(self) -> None:
        _, entities = parse("\U0001f600 <b>\U0001f600x</b>")
        assert entities == [{"offset": 3, "length": 3, "type": "bold"}]

    def test_length_is_counted_after_parsing(self) -> None:
        visible("<b>" + "&amp;" * 4096 + "</b>", "HTML")
        with pytest.raises(Refusal, match="too long"):
            visible("\U0001f600" * 2049, None)

    @pytest.mark.parametrize("text", ["", "  \n", "<b></b>", "\u200b", "<b> </b>\u200d"])
    def test_a_message_nobody_can_see_is_refused(self, text: str) -> None:
        with pytest.raises(Refusal, match="empty"):
            visible(text, "HTML")

    def test_utf16(self) -> None:
        assert utf16("a\u0416\U0001f600") == 4


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

    @pytest.mark.parametrize("payload", ["", "x" * 65, "\u0436" * 33])
    async def test_a_payload_has_1_to_64_bytes(
        self, server: TelegramServer, client: Client, payload: str
    ) -> None:
        chat = await started(server)
        with pytest.raises(BadRequest, match="(?i)button_data_invalid"):
            await client.send_message(chat, "x", reply_markup=keyboard(payload))

    async def test_a_payload_of_64_bytes(self, server: TelegramServer, client: Client) -> None:
        chat = await started(server)
        await client.send_message(chat, "x", reply_markup=keyboard("\u0436" * 32))

    async def test_a_null_keyboard_is_refused(self, server: TelegramServer) -> None:
        chat = await started(server)
        async with httpx.AsyncClient() as http:
            answer = await http.post(
                f"{server.url}/bot{server.token}/sendMessage",
                data={"chat_id": chat, "text": "x", "reply_markup": "null"},
            )
        assert "object expected as reply markup" in answer.json()["description"]

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


class TestQueries:
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

    async def test_pressing_a_button_that_is_not_there(self, server: TelegramServer) -> None:
        with pytest.raises(AssertionError, match="stands on no button"):
            server.person(1).presses("Nothing")


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


class TestProfile:
    async def test_menus(self, server: TelegramServer, client: Client) -> None:
        await client.set_my_commands([BotCommand("start", "Begin")])
        await client.set_my_commands([BotCommand("start", "Anfang")], language_code="de")
        assert [c.description for c in await client.get_my_commands()] == ["Begin"]
        assert [c.description for c in await client.get_my_commands(language_code="de")] == [
            "Anfang"
        ]

    @pytest.mark.parametrize(
        ("command", "description"), [("Start", "x"), ("a-b", "x"), ("a", ""), ("a", "x" * 257)]
    )
    async def test_bad_menus_are_refused(
        self, client: Client, command: str, description: str
    ) -> None:
        with pytest.raises(BadRequest, match="(?i)bot_command"):
            await client.set_my_commands([BotCommand(command, description)])

    async def test_texts_of_the_profile(self, client: Client) -> None:
        await client.set_my_name("Bot")
        await client.set_my_description("About", language_code="de")
        await client.set_my_short_description("Short")
        assert (await client.get_my_name()).name == "Bot"
        assert (await client.get_my_description("de")).description == "About"
        assert (await client.get_my_short_description()).short_description == "Short"
        with pytest.raises(BadRequest, match="too long"):
            await client.set_my_short_description("x" * 121)

    async def test_who_it_is(self, client: Client) -> None:
        assert (await client.get_me()).is_bot


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
