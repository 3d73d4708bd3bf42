"""Updates are read into what a person wrote, pressed or asked; nothing typed is a payload."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, User

from bot.telegram import reader
from bot.telegram.incoming import Incoming, InlineAsked, PoisonUpdate
from bot.telegram.reader import CLEAR, Reader
from bot.telegram.surface import Surface
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.kinds import every_kind

COMMANDS = {"start": "/greet", "help": "/help", "language": "/change_language"}
UNSUPPORTED, PERSONAL, STORM = "/unsupported", "/personal", '/show{"entry":"storm"}'
ME = User(70, "Bot", True, username="some_test_bot")


def surface(**other: Any) -> Surface:
    """What an assistant with these commands shows."""
    told: dict[str, Any] = {
        "commands": COMMANDS,
        "unsupported": UNSUPPORTED,
        "personal": PERSONAL,
        "failure": lambda code: "calm",
        "pseudonym": lambda key, user_id: "p",
        "link": {"storm": STORM}.get,
        "clear": lambda whole: "/cleared",
    }
    return Surface(**told | other)


READER = Reader(surface(), lambda: ME)
PAYLOADS = {*COMMANDS.values(), UNSUPPORTED, STORM, CLEAR}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
PERSON = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "ru"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "G"}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 2, "date": 1000, "chat": PRIVATE, "from": PERSON, **content}


def update(**content: Any) -> dict[str, Any]:
    """An update with one message in a private chat."""
    return {"update_id": 1, "message": message(**content)}


def edit(**content: Any) -> dict[str, Any]:
    return {"update_id": 1, "edited_message": message(**{"edit_date": 1060, **content})}


def press(**content: Any) -> dict[str, Any]:
    """An update with a pressed button."""
    query = {"id": "9", "from": PERSON, "message": message(text="-"), "chat_instance": "1"}
    return {"update_id": 1, "callback_query": {**query, "data": STORM, **content}}


def asked(query: str) -> dict[str, Any]:
    return {
        "update_id": 1,
        "inline_query": {"id": "4", "from": PERSON, "query": query, "offset": ""},
    }


def said(untrusted_update: dict[str, Any], by: Reader = READER) -> Incoming:
    """What a person wrote or pressed."""
    found = by.read(untrusted_update)
    assert isinstance(found, Incoming)
    return found


def read(text: str) -> str:
    """What a typed text is read as."""
    return said(update(text=text)).text


class TestWords:
    def test_a_message(self) -> None:
        assert READER.read(update(text="hello")) == Incoming(1, 7, 7, "hello", "ru", message_id=2)

    def test_a_caption_and_an_album(self) -> None:
        found = said(update(photo=PHOTO, caption="Is it true?", media_group_id="5"))
        assert (found.text, found.has_words, found.album) == ("Is it true?", True, "5")
        second = said(update(photo=PHOTO, media_group_id="5"))
        assert (second.text, second.has_words, second.album) == (UNSUPPORTED, False, "5")

    def test_half_a_surrogate_pair_does_no_harm(self) -> None:
        assert read("a\ud800b") == "a?b"

    @pytest.mark.parametrize(
        ("typed", "payload"),
        [
            ("/start", "/greet"),
            ("/language@some_test_bot ru", "/change_language"),
            ("/LANGUAGE", "/change_language"),
            ("  /language\nru", "/change_language"),
            ("/clear", CLEAR),
            ("/start storm", STORM),
            ("/start@some_test_bot storm", STORM),
            ("/start unknown", "/greet"),
            ("/start \u0448\u0442\u043e\u0440\u043c", "/greet"),
            ("/help storm", "/help"),
        ],
    )
    def test_a_command_becomes_its_payload(self, typed: str, payload: str) -> None:
        assert read(typed) == payload

    def test_without_clear_it_is_a_word(self) -> None:
        assert said(update(text="/clear"), Reader(surface(clear=None), lambda: ME)).text == "clear"

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
            ("1/greet", "1/greet"),
        ],
    )
    def test_nothing_typed_becomes_a_payload(self, typed: str, words: str) -> None:
        assert read(typed) == words
        assert said(update(photo=PHOTO, caption=typed)).text == words
        assert said(edit(text=typed)).text == words

    @given(st.text(alphabet=st.one_of(st.sampled_from("/\uff0f \u200b\n1sta"), st.characters())))
    def test_no_text_reaches_rasa_with_a_slash(self, text: str) -> None:
        for words in (read(text or "x"), READER.read(asked(text)).text):  # type: ignore[union-attr]
            words.encode()
            if unicodedata.normalize("NFKC", words).strip().startswith("/"):
                assert words in PAYLOADS

    @pytest.mark.parametrize("typed", ["/", "///", " / "])
    def test_a_slash_alone_is_nothing_to_read(self, typed: str) -> None:
        assert read(typed) == UNSUPPORTED


class TestEdits:
    def test_how_long_after(self) -> None:
        changed = said(edit(text="other words"))
        assert (changed.text, changed.message_id, changed.edited_after) == ("other words", 2, 60.0)

    def test_a_changed_command_and_caption(self) -> None:
        assert said(edit(text="/help")).text == "/help"
        assert said(edit(photo=PHOTO, caption="a")).text == "a"

    def test_a_moving_place_and_another_picture_are_no_news(self) -> None:
        assert READER.read(edit(location={"longitude": 1.0, "latitude": 1.0})) is None
        assert READER.read(edit(photo=PHOTO)) is None

    def test_in_a_group_they_are_not_read(self) -> None:
        mention = {"type": "mention", "offset": 0, "length": 14}
        words = {"text": "@some_test_bot a", "entities": [mention], "chat": GROUP}
        assert READER.read(update(**words))
        assert READER.read(edit(**words)) is None


class TestKinds:
    async def test_only_what_is_meant_for_the_bot_gives_something(
        self, server: TelegramServer
    ) -> None:
        kinds = every_kind(server, server.person(7), server.group(-100))
        personal, asking = set(), set()
        for number, (name, content) in enumerate(kinds.items()):
            found = READER.read({"update_id": number, **content})
            (wrote,) = content
            place = content.get("message", content.get("edited_message", {})).get("chat", {})
            if isinstance(found, Incoming) and found.text == PERSONAL:
                personal.add(name)
            elif isinstance(found, InlineAsked):
                asking.add(name)
            answered = wrote in ("callback_query", "inline_query") or (
                place.get("type") == "private" and name != "edited_live_location"
            )
            assert (found is not None) == answered, name
        assert personal == {"contact", "location", "live_location", "venue"}
        assert asking == {"inline_query"}

    async def test_what_has_no_words_is_told_so(self, server: TelegramServer) -> None:
        kinds = every_kind(server, server.person(7), server.group(-100))
        for name in "photo voice sticker document audio video_note poll_message dice game".split():
            found = said({"update_id": 1, **kinds[name]})
            assert (found.text, found.has_words) == (UNSUPPORTED, False), name

    def test_what_is_not_known_yet_too(self) -> None:
        assert said(update(something_of_tomorrow={"a": 1})).text == UNSUPPORTED
        assert READER.read({"update_id": 1, "kind_of_tomorrow": {}}) is None

    def test_a_place_without_an_answer_of_its_own(self) -> None:
        plainly = Reader(surface(personal=""), lambda: ME)
        found = said(update(location={"longitude": 1.0, "latitude": 1.0}), plainly)
        assert found.text == UNSUPPORTED

    @pytest.mark.parametrize(
        "notice",
        [
            {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
            {"write_access_allowed": {}},
            {"pinned_message": message(text="a")},
        ],
    )
    def test_a_notice_of_the_program_gets_no_answer(self, notice: dict[str, Any]) -> None:
        assert READER.read(update(**notice)) is None

    @pytest.mark.parametrize("notice", reader._WRITTEN_BY_THE_PROGRAM)
    def test_telegrams_library_knows_every_notice(self, notice: str) -> None:
        assert notice in Message.__slots__

    def test_bots_channels_and_own_cards_are_silent(self) -> None:
        assert READER.read(update(text="a", **{"from": {**PERSON, "is_bot": True}})) is None
        channel = {"id": -1009, "type": "channel", "title": "C"}
        assert READER.read({"update_id": 1, "channel_post": message(text="a")}) is None
        assert READER.read(update(text="a", chat=channel)) is None
        assert READER.read(update(text="a", via_bot=ME.to_dict())) is None
        other = {"id": 71, "is_bot": True, "first_name": "B", "username": "other_bot"}
        assert said(update(text="a", via_bot=other)).text == "a"


class TestPresses:
    def test_a_button_carries_its_payload(self) -> None:
        pressed = Incoming(1, 7, 7, STORM, "ru", "9", 2)
        assert READER.read(press()) == pressed

    def test_only_a_single_use_one_brings_its_keyboard(self) -> None:
        markup = {"inline_keyboard": [[{"text": "A", "callback_data": "1/a"}]]}
        under = message(text="-", reply_markup=markup)
        found = said(press(message=under, data="1/a"))
        assert found.text == "/a"
        assert found.keyboard and found.keyboard.to_dict() == markup
        assert said(press(message=under, data="/a")).keyboard is None

    def test_a_message_that_telegram_no_longer_shows(self) -> None:
        found = said(press(message={"message_id": 2, "date": 0, "chat": PRIVATE}, data="1/a"))
        assert (found.text, found.chat_id, found.message_id, found.keyboard) == ("/a", 7, 2, None)

    @pytest.mark.parametrize(
        "where", [{"message": message(text="-", chat=GROUP)}, {"message": None}, {"data": None}]
    )
    def test_what_others_may_have_sent_is_no_payload(self, where: dict[str, Any]) -> None:
        found = said(press(**where))
        assert (found.text, found.chat_id, found.callback_query_id) == ("", 7, "9")


def test_an_inline_query() -> None:
    assert getattr(READER.read(asked("a\ud800b")), "text", None) == "a?b"
    assert READER.read(asked(" how many ")) == InlineAsked(1, 7, "4", "how many", "ru")
    for typed in ("/greet", " /greet", "//greet", "\u200b/greet", "\uff0fgreet"):
        assert getattr(READER.read(asked(typed)), "text", None) == "greet"


class TestGroups:
    MENTION = {"type": "mention", "offset": 0, "length": 14}

    def test_thread_and_chat(self) -> None:
        words = {"text": "@some_test_bot a", "entities": [self.MENTION], "chat": GROUP}
        found = said(update(**words, message_thread_id=5, is_topic_message=True))
        assert found == Incoming(1, -100, 7, "a", "ru", None, 2, in_group=True, thread_id=5)
        assert said(update(**words, message_thread_id=5)).thread_id is None

    def test_until_the_bot_is_known_nothing_is_heard(self) -> None:
        words = {"text": "@some_test_bot a", "entities": [self.MENTION], "chat": GROUP}
        assert Reader(surface(), lambda: None).read(update(**words)) is None


@pytest.mark.parametrize(
    "poison",
    [
        {"update_id": 1, "message": {"text": "canary"}},
        {"update_id": 1, "message": "canary"},
        {"update_id": 1, "message": {**message(text="canary"), "chat": None}},
        {"update_id": 1, "callback_query": {"id": "canary"}},
        {},
        "canary",
        None,
    ],
)
def test_poison_is_refused_without_a_word_of_it(poison: Any) -> None:
    with pytest.raises(PoisonUpdate) as caught:
        READER.read(poison)
    assert "canary" not in str(caught.value) + repr(caught.value)
    assert caught.value.__suppress_context__
