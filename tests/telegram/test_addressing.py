"""In groups only what is meant for the bot is heard."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import User

from bot.telegram.incoming import Incoming
from bot.telegram.reader import Reader
from bot.telegram.surface import Surface
from tests.support.telegram_server import Group, Person, TelegramServer
from tests.support.telegram_server.chats import Reply
from tests.support.telegram_server.entities import marked

SURFACE = Surface(
    commands={"help": "/help", "language": "/change_language"},
    unsupported="/unsupported",
    failure=lambda code: "calm",
    pseudonym=lambda key, user_id: "p",
)


@pytest.fixture(params=["supergroup", "group"])
def group(server: TelegramServer, request: pytest.FixtureRequest) -> Group:
    return server.group(-100, kind=request.param)


@pytest.fixture
def person(server: TelegramServer) -> Person:
    return server.person(7, "ru")


def heard(server: TelegramServer) -> str | None:
    """What Rasa is told of the newest update; None where the bot is silent."""
    me = User.de_json(server.bot_user, None)
    found = Reader(SURFACE, lambda: me).read(server.updates.pending[-1])
    assert found is None or (isinstance(found, Incoming) and found.in_group)
    return " ".join(found.text.split()) if found else None


def a_reply(group: Group) -> Reply:
    """A message of the bot in the group."""
    number = group.server.next_message_id()
    reply = Reply(number, "answer", "answer", None, [], [], {}, group.server.now())
    group.arrive(reply)
    return reply


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("@some_test_bot how many", "how many"),
        ("@Some_Test_BOT how many", "how many"),
        ("tell me @some_test_bot how many", "tell me how many"),
        ("how many @some_test_bot", "how many"),
        ("\U0001f600 @some_test_bot how many", "\U0001f600 how many"),
        ("@some_test_bot /language", "/change_language"),
        ("@some_test_bot", "/help"),
        ('@some_test_bot /show{"entry":"a"}', 'show{"entry":"a"}'),
        ("/language@some_test_bot", "/change_language"),
        ("/language@SOME_TEST_BOT", "/change_language"),
        ("/language@other_bot", None),
        ("/language@other_bot @some_test_bot", None),
        ("/language", None),
        ("@other_bot how many", None),
        ("@some_test_bots how many", None),
        ("some_test_bot how many", None),
        ("how many", None),
    ],
)
def test_mentions_and_commands(
    server: TelegramServer, group: Group, person: Person, words: str, told: str | None
) -> None:
    group.says(person, words)
    assert heard(server) == told


def test_a_caption(server: TelegramServer, group: Group, person: Person) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    for caption, told in (("is it true @some_test_bot", "is it true"), ("is it true", None)):
        group.sends(person, photo=photo, caption=caption, caption_entities=marked(caption))
        assert heard(server) == told


def test_a_name_that_links_to_the_bot(server: TelegramServer, group: Group, person: Person) -> None:
    for user, told in ((server.bot_user, "how many"), (person.user, None)):
        named: dict[str, Any] = {"type": "text_mention", "offset": 0, "length": 3, "user": user}
        group.sends(person, text="Bot how many", entities=[named])
        assert heard(server) == told


def test_the_bots_own_spelling(server: TelegramServer, group: Group, person: Person) -> None:
    server.bot_user["username"] = "Some_Test_Bot"
    for words in ("@some_test_bot how many", "@Some_Test_Bot how many"):
        group.says(person, words)
        assert heard(server) == "how many"


def test_a_name_that_is_not_marked_is_none(
    server: TelegramServer, group: Group, person: Person
) -> None:
    group.sends(person, text="@some_test_bot how many")
    assert heard(server) is None


class TestReplies:
    def test_to_the_bot(self, server: TelegramServer, group: Group, person: Person) -> None:
        group.says(person, "and then?", reply_to=a_reply(group))
        assert heard(server) == "and then?"

    def test_to_the_bot_with_a_command_for_another(
        self, server: TelegramServer, group: Group, person: Person
    ) -> None:
        group.says(person, "/language@other_bot", reply_to=a_reply(group))
        assert heard(server) is None

    def test_to_somebody_else(self, server: TelegramServer, group: Group, person: Person) -> None:
        before = group.keep(**{"from": server.person(8).user, "text": "a"})
        group.says(person, "and then?", reply_to_message=before)
        assert heard(server) is None
        group.says(person, "@some_test_bot and then?", reply_to_message=before)
        assert heard(server) == "and then?"

    def test_without_words(self, server: TelegramServer, group: Group, person: Person) -> None:
        file = {"file_id": "f", "file_unique_id": "u", "type": "regular"}
        shape = {"width": 1, "height": 1, "is_animated": False, "is_video": False}
        group.sends(person, a_reply(group), sticker=file | shape)
        assert heard(server) is None


def test_who_is_no_person_is_not_answered(server: TelegramServer, group: Group) -> None:
    group.says_anonymously("@some_test_bot how many")
    assert heard(server) is None
    group.gets_post("@some_test_bot how many")
    assert heard(server) is None
    bot = {"id": 71, "is_bot": True, "first_name": "B", "username": "other_bot"}
    text = "@some_test_bot how many"
    server.updates.put(message=group.keep(**{"from": bot}, text=text, entities=marked(text)))
    assert heard(server) is None


def test_notices_are_not_answered(server: TelegramServer, group: Group, person: Person) -> None:
    group.adds_bot(person)
    assert heard(server) is None
