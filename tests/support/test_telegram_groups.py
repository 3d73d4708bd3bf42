"""Groups on the Bot API server of the tests."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden

from bot.telegram.client import Client
from tests.support.telegram_server import Group, Person, TelegramServer

NUMBER = -1001


@pytest.fixture
def group(server: TelegramServer) -> Group:
    return server.group(NUMBER)


@pytest.fixture
def person(server: TelegramServer) -> Person:
    return server.person(1)


def newest(server: TelegramServer) -> dict[str, Any]:
    message: dict[str, Any] = server.updates.pending[-1]["message"]
    return message


class TestWhatIsSaid:
    def test_a_group_is_the_same_for_the_same_number(
        self, server: TelegramServer, group: Group
    ) -> None:
        assert server.group(NUMBER) is group
        with pytest.raises(ValueError, match="below zero"):
            server.group(5)

    def test_commands_and_mentions_are_marked(
        self, server: TelegramServer, group: Group, person: Person
    ) -> None:
        group.says(person, "/help@some_test_bot 😀 @some_test_bot and @someone_else")
        message = newest(server)
        assert message["chat"] == {"id": NUMBER, "type": "supergroup", "title": "Group"}
        assert message["from"]["id"] == 1
        assert message["entities"] == [
            {"type": "bot_command", "offset": 0, "length": 19},
            {"type": "mention", "offset": 23, "length": 14},
            {"type": "mention", "offset": 42, "length": 13},
        ]

    @pytest.mark.parametrize("text", ["plain", "a/b", "me@example.org", "https://t.me/x", "//"])
    def test_nothing_else_is_marked(
        self, server: TelegramServer, group: Group, person: Person, text: str
    ) -> None:
        group.says(person, text)
        assert "entities" not in newest(server)

    async def test_a_mention_in_answer_to_the_bot(
        self, server: TelegramServer, client: Client, group: Group, person: Person
    ) -> None:
        sent = await client.send_message(NUMBER, "x")
        group.says(person, "why", mention=True, reply_to=await group.reply(), caption="more")
        message = newest(server)
        assert message["text"] == "@some_test_bot why"
        assert message["entities"] == [{"type": "mention", "offset": 0, "length": 14}]
        assert message["reply_to_message"]["message_id"] == sent.message_id
        assert message["reply_to_message"]["from"]["is_bot"]
        assert message["caption"] == "more"

    def test_an_administrator_without_a_name(self, server: TelegramServer, group: Group) -> None:
        group.says_anonymously("x")
        message = newest(server)
        assert (message["from"]["id"], message["from"]["is_bot"]) == (1087968824, True)
        assert message["sender_chat"] == message["chat"] == group.chat

    def test_a_post_of_the_linked_channel(self, server: TelegramServer, group: Group) -> None:
        group.gets_post("x")
        message = newest(server)
        assert message["from"]["id"] == 777000
        assert message["sender_chat"]["type"] == "channel"
        assert message["is_automatic_forward"]


class TestWhatTheBotMayDo:
    async def test_who_only_spoke_in_a_group_gets_nothing_in_private(
        self, server: TelegramServer, client: Client, group: Group, person: Person
    ) -> None:
        group.says(person, "x")
        with pytest.raises(Forbidden, match="initiate conversation"):
            await client.send_message(1, "x")
        assert not person.arrived

    async def test_it_is_added_and_removed(
        self, server: TelegramServer, client: Client, group: Group, person: Person
    ) -> None:
        group.removes_bot(person)
        with pytest.raises(Forbidden, match="kicked from the supergroup chat"):
            await client.send_message(NUMBER, "x")
        group.adds_bot()
        await client.send_message(NUMBER, "x")
        left, kicked, member, joined = server.updates.pending
        assert left["message"]["left_chat_member"]["username"] == "some_test_bot"
        assert kicked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
        assert kicked["my_chat_member"]["from"]["id"] == 1
        assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
        assert joined["message"]["new_chat_members"][0]["username"] == "some_test_bot"
        assert [reply.text for reply in group.replies] == ["x"]

    async def test_a_group_it_was_never_in(self, client: Client) -> None:
        with pytest.raises(BadRequest, match="Chat not found"):
            await client.send_message(-5, "x")

    async def test_deleting_what_people_wrote(
        self, server: TelegramServer, client: Client, group: Group, person: Person
    ) -> None:
        group.says(person, "x")
        number = newest(server)["message_id"]
        group.is_admin = False
        with pytest.raises(BadRequest, match="can't be deleted"):
            await client.delete_message(NUMBER, number)
        group.is_admin = True
        await client.delete_messages(NUMBER, [number])
        with pytest.raises(BadRequest, match="not found"):
            await client.delete_message(NUMBER, number)

    async def test_topics(
        self, server: TelegramServer, client: Client, group: Group, person: Person
    ) -> None:
        for chat in (NUMBER, 1):
            person.says("x")
            with pytest.raises(BadRequest, match="thread not found"):
                await client.send_message(chat, "x", message_thread_id=7)
        group.says(person, "x", message_thread_id=7)
        assert newest(server)["is_topic_message"]
        sent = await client.send_message(NUMBER, "x", message_thread_id=7)
        assert (sent.message_thread_id, sent.is_topic_message) == (7, True)
