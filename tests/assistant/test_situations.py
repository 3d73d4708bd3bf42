"""Somebody at risk gets contacts first, then what fits; what nobody knows is the general one."""

from __future__ import annotations

import re

import pytest

from bot.assistant.composers import compose
from bot.assistant.replies import Replies, Reply
from bot.assistant.situations import (
    ENTRIES,
    GENERAL,
    SITUATIONS,
    response_of_situation,
    situation_of,
)
from bot.assistant.turn import Turn
from bot.library.live import Edition
from bot.settings import ROOT, Settings
from tests.support.telegram_server.markup import parse

EDITION = Edition.read(ROOT)
LONGEST_MESSAGE = 4096
"""Characters that Telegram takes. Source: Bot API, sendMessage."""

LANGUAGES = ("en", "ru")
NAMES = ("utter_at_risk", "utter_help_now", "utter_situation")
OPENINGS = {"utter_situation": "utter_at_risk"}
CONTACTS = ("ncsos-site", "rainbowrailroad-request")


def in_language(language: str) -> Replies:
    return Replies(EDITION, language, Settings())


def at_risk(name: str, situation: str, language: str) -> Reply:
    return compose(name, Turn(language, situation=situation), in_language(language))


def test_each_situation_has_its_response() -> None:
    named = {response_of_situation(name) for name in SITUATIONS}
    assert named == {name for name in EDITION.responses if name.startswith("utter_situation_")}
    assert len(named) == len(SITUATIONS)


@pytest.mark.parametrize("name", ["", "nobody-knows", "Chechnya", "general ", "in_russia"])
def test_what_nobody_knows_is_the_general_one(name: str) -> None:
    assert response_of_situation(name) == "utter_situation_general"
    assert at_risk("utter_at_risk", name, "en") == at_risk("utter_at_risk", GENERAL, "en")


@pytest.mark.parametrize(
    ("tags", "situation"),
    [
        (("short", "in_chechnya"), "chechnya"),
        (("in_russia", "typo"), "russia"),
        (("minor", "outed"), "minor"),
        (("phone",), "phone"),
        (("general",), ""),
        (("short", "near_miss"), ""),
        ((), ""),
    ],
)
def test_a_situation_among_the_tags_of_an_example(tags: tuple[str, ...], situation: str) -> None:
    assert situation_of(tags) == situation


def test_entries_that_say_the_same_at_length_exist() -> None:
    assert set(ENTRIES) <= set(EDITION.library.entries)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", NAMES)
class TestEveryReply:
    def test_contacts_come_first_and_the_trace_last(
        self, name: str, situation: str, language: str
    ) -> None:
        replies = in_language(language)
        text = at_risk(name, situation, language).text
        order = (
            OPENINGS.get(name, name),
            "utter_contacts",
            response_of_situation(situation),
            "utter_trace",
        )
        parts = [replies.response(part).text for part in order]
        places = [text.index(part) for part in parts]
        assert places[0] == 0
        assert places == sorted(places)
        assert len(set(parts)) == len(parts)
        assert text.endswith(parts[-1])
        assert "•" not in parts[0], "advice stands after the contacts"

    def test_it_names_two_contacts_with_their_risk_and_who_confirmed_them(
        self, name: str, situation: str, language: str
    ) -> None:
        text = at_risk(name, situation, language).text
        renderer = EDITION.renderer(language)
        for contact in (EDITION.library.contacts[name] for name in CONTACTS):
            assert renderer.brief(contact) in text
            assert contact.caution and renderer.text(contact.caution) in text

    def test_it_asks_nothing_and_fits_into_one_message(
        self, name: str, situation: str, language: str
    ) -> None:
        seen = parse(at_risk(name, situation, language).text)[0]
        assert "?" not in seen
        assert len(seen.encode("utf-16-le")) // 2 < LONGEST_MESSAGE
        assert "{" not in seen

    def test_it_has_a_few_buttons_and_one_erases(
        self, name: str, situation: str, language: str
    ) -> None:
        buttons = at_risk(name, situation, language).buttons
        assert 1 <= len(buttons) <= 3
        assert "/forget" in [button.payload for button in buttons]
        for button in buttons:
            shown = re.fullmatch(r'/show\{"entry":"(.+)"\}', button.payload)
            assert not shown or not EDITION.library.entries[shown[1]].risky_in_russia


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_general_reply_asks_by_buttons_where_somebody_is(language: str) -> None:
    payloads = [button.payload for button in at_risk("utter_at_risk", "", language).buttons]
    assert payloads[:2] == [
        '/situation{"situation":"russia"}',
        '/situation{"situation":"abroad"}',
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", ["", "someone_else"])
def test_who_wants_to_die_is_asked_nothing_either(situation: str, language: str) -> None:
    seen = parse(at_risk("utter_self_harm", situation, language).text)[0]
    assert "?" not in seen
    assert "112" in seen
