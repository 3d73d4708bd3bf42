"""Updates are read into what a person wrote; nothing typed becomes a payload."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message

from bot.telegram import incoming
from bot.telegram.incoming import Incoming, PoisonUpdate, Reader
from tests.support.telegram_server import TelegramServer

COMMANDS = {"start": "/greet", "language": "/change_language"}
UNSUPPORTED = "/unsupported"
READER = Reader(COMMANDS, UNSUPPORTED)
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
FILE = {"file_id": "f", "file_unique_id": "u"}


def update(**content: Any) -> dict[str, Any]:
    """An update with one message in a private chat."""
    person = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "ru"}
    chat = {"id": 7, "type": "private"}
    return {
        "update_id": 1,
        "message": {"message_id": 2, "date": 3, "chat": chat, "from": person, **content},
    }


def press(**content: Any) -> dict[str, Any]:
    """An update with a pressed button."""
    message = update(text="-")["message"]
    query = {"id": "9", "from": message["from"], "message": message, "chat_instance": "1"}
    return {"update_id": 1, "callback_query": {**query, "data": '/show{"entry":"a"}', **content}}


def read(text: str) -> str:
    """What a typed text is read as."""
    found = READER.read(update(text=text))
    assert found is not None
    return found.text


class TestWords:
    def test_a_message(self) -> None:
        found = READER.read(update(text="hello"))
        assert found == Incoming(1, 7, 7, "hello", "ru", None, 2)

    def test_it_says_nothing_of_the_person(self) -> None:
        assert repr(READER.read(update(text="secret"))) == "<Incoming>"
        assert "secret" not in str(READER.read(update(text="secret")))

    @pytest.mark.parametrize(
        ("typed", "payload"),
        [
            ("/start", "/greet"),
            ("/start deep-link_1", "/greet"),
            ("/language@some_test_bot", "/change_language"),
            ("/language@some_test_bot ru", "/change_language"),
            ("/LANGUAGE", "/change_language"),
            ("  /language\nru", "/change_language"),
        ],
    )
    def test_a_command_becomes_its_payload(self, typed: str, payload: str) -> None:
        assert read(typed) == payload

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ('/show{"entry":"x"}', 'show{"entry":"x"}'),
            ("/unknown", "unknown"),
            ("/start{}", "start{}"),
            ("/languages", "languages"),
            ("//greet", "greet"),
            ("/ /greet", "greet"),
            ("\u200b/greet", "greet"),
            ("\uff0fgreet", "greet"),
            ("/\u0441tart", "\u0441tart"),
            ("and/or", "and/or"),
        ],
    )
    def test_nothing_typed_becomes_a_payload(self, typed: str, words: str) -> None:
        assert read(typed) == words

    @given(st.text(min_size=1))
    def test_no_text_reaches_rasa_with_a_slash(self, text: str) -> None:
        words = read(text)
        if words.strip().startswith("/"):
            assert words in (*COMMANDS.values(), UNSUPPORTED)
        words.encode()

    @pytest.mark.parametrize("typed", ["/", "///", " / "])
    def test_a_slash_alone_is_nothing_to_read(self, typed: str) -> None:
        assert read(typed) == UNSUPPORTED

    def test_half_a_surrogate_pair_does_no_harm(self) -> None:
        assert read("a\ud800b") == "a?b"

    def test_a_caption_is_read(self) -> None:
        found = READER.read(update(photo=PHOTO, caption="Is this true?"))
        assert found and found.text == "Is this true?"


class TestOtherKinds:
    @pytest.mark.parametrize(
        "content",
        [
            {"photo": PHOTO},
            {"voice": {**FILE, "duration": 1}},
            {"video": {**FILE, "duration": 1, "width": 1, "height": 1}},
            {"video_note": {**FILE, "duration": 1, "length": 1}},
            {"document": FILE},
            {"audio": {**FILE, "duration": 1}},
            {"contact": {"phone_number": "1", "first_name": "A"}},
            {"location": {"longitude": 1.0, "latitude": 1.0}},
            {"dice": {"emoji": "x", "value": 1}},
            {"something_of_tomorrow": {"a": 1}},
        ],
    )
    def test_what_is_no_text_gets_an_answer(self, content: dict[str, Any]) -> None:
        found = READER.read(update(**content))
        assert found and found.text == UNSUPPORTED

    @pytest.mark.parametrize(
        "notice",
        [
            {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
            {"write_access_allowed": {}},
        ],
    )
    def test_a_notice_of_the_program_gets_none(self, notice: dict[str, Any]) -> None:
        assert READER.read(update(**notice)) is None

    @pytest.mark.parametrize("notice", incoming._WRITTEN_BY_THE_PROGRAM)
    def test_telegrams_library_knows_every_notice(self, notice: str) -> None:
        assert notice in Message.__slots__

    def test_edits_members_and_unknown_kinds_are_ignored(self) -> None:
        message = update(text="a")["message"]
        assert READER.read({"update_id": 1, "edited_message": {**message, "edit_date": 4}}) is None
        assert READER.read({"update_id": 1, "kind_of_tomorrow": {}}) is None

    @pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
    def test_groups_and_channels_are_silent(self, kind: str) -> None:
        message = update(text="/start")["message"]
        message["chat"] = {"id": -100, "type": kind, "title": "G"}
        assert READER.read({"update_id": 1, "message": message}) is None
        assert READER.read({"update_id": 1, "channel_post": message}) is None
        assert READER.read(press(message=message)) is None

    def test_other_bots_are_silent(self) -> None:
        message = update(text="a")["message"]
        message["from"]["is_bot"] = True
        assert READER.read({"update_id": 1, "message": message}) is None


class TestPresses:
    def test_a_button_carries_its_payload(self) -> None:
        assert READER.read(press()) == Incoming(1, 7, 7, '/show{"entry":"a"}', "ru", "9", 2)

    def test_a_message_that_telegram_no_longer_shows(self) -> None:
        gone = {"message_id": 2, "date": 0, "chat": {"id": 7, "type": "private"}}
        found = READER.read(press(message=gone))
        assert found and found.chat_id == 7

    def test_without_a_message_or_data_there_is_nothing(self) -> None:
        assert READER.read(press(message=None)) is None
        assert READER.read(press(data=None)) is None


class TestPoison:
    @pytest.mark.parametrize(
        "poison",
        [
            {"update_id": 1, "message": {"text": "canary"}},
            {"update_id": 1, "message": "canary"},
            {"update_id": 1, "message": {**update(text="canary")["message"], "chat": None}},
            {"update_id": 1, "callback_query": {"id": "canary"}},
            {},
            "canary",
            None,
        ],
    )
    def test_it_is_refused_without_a_word_of_it(self, poison: Any) -> None:
        with pytest.raises(PoisonUpdate) as caught:
            READER.read(poison)
        assert "canary" not in str(caught.value) + repr(caught.value)
        assert caught.value.__suppress_context__


async def test_the_servers_people_write_what_the_reader_reads(server: TelegramServer) -> None:
    person = server.person(7, "ru")
    person.says("/start abc")
    person.sends(sticker={"emoji": "x"})
    person.presses_payload("/a", 1, inaccessible=True)
    first, poison, third = server.updates.pending
    assert getattr(READER.read(first), "text", None) == "/greet"
    with pytest.raises(PoisonUpdate):
        READER.read(poison)
    assert getattr(READER.read(third), "text", None) == "/a"
