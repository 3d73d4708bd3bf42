"""Who has just cried for help is not answered as a stranger would be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.assistant.composers import compose
from bot.assistant.replies import AT_RISK, DANGER_ENTRY, DESPAIR, HELP_ENTRY, Replies, Reply
from bot.assistant.turn import Turn
from bot.library.live import Edition
from bot.settings import ROOT
from tests.support.small import SETTINGS, edition

ENGLISH = Replies(edition(), "en", SETTINGS)
REAL = Replies(Edition.read(ROOT), "en", SETTINGS)
FOUND = {"entries": ("keeper", "storm"), "passages": ("gazette-2017#p1",)}
SAID_TO = [("utter_at_risk", AT_RISK), ("utter_self_harm", DESPAIR)]


def said(name: str, **fields: object) -> Reply:
    """The reply to a turn in English."""
    return compose(name, Turn("en", **fields), ENGLISH)  # type: ignore[arg-type]


@pytest.mark.parametrize(("cry", "topic"), SAID_TO)
def test_it_is_remembered(cry: str, topic: str) -> None:
    assert said(cry).topic == topic


@pytest.mark.parametrize("topic", [AT_RISK, DESPAIR])
@pytest.mark.parametrize(
    "name",
    [
        "utter_denial",
        "utter_hostile",
        "utter_out_of_scope",
        "utter_unknown",
        "utter_help",
        "utter_acknowledge",
    ],
)
def test_what_is_no_question_is_not_brushed_off(name: str, topic: str) -> None:
    reply = said(name, topic=topic)
    assert reply == ENGLISH.beside(topic)
    assert reply.topic == topic
    assert "/help_now" in [button.payload for button in reply.buttons]


@pytest.mark.parametrize("outcome", ["choice", "passage", "nothing", ""])
@pytest.mark.parametrize("topic", [AT_RISK, DESPAIR])
def test_a_guess_about_something_else_is_not_offered(topic: str, outcome: str) -> None:
    assert said("utter_answer", topic=topic, outcome=outcome, **FOUND) == ENGLISH.beside(topic)


def test_a_guess_that_may_help_in_danger_is() -> None:
    entries = ("killed-2017", "who-helps-now")
    in_danger = Turn("en", topic=AT_RISK, outcome="choice", entries=entries)
    assert compose("utter_answer", in_danger, REAL) == REAL.choice(entries)
    in_despair = replace(in_danger, topic=DESPAIR)
    assert compose("utter_answer", in_despair, REAL) == REAL.beside(DESPAIR)


@pytest.mark.parametrize("topic", [AT_RISK, DESPAIR])
def test_a_clear_question_is_answered(topic: str) -> None:
    reply = said("utter_answer", topic=topic, outcome="answer", entries=("keeper",))
    assert reply == ENGLISH.answer("keeper")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("utter_follow_up_more", {}),
        ("utter_follow_up_year", {}),
        ("utter_answer", {"outcome": "answer", "entries": (HELP_ENTRY,)}),
    ],
)
def test_what_now_is_about_the_writer(name: str, found: dict[str, Any]) -> None:
    for topic, expected in [
        (AT_RISK, REAL.answer(DANGER_ENTRY)),
        (DESPAIR, REAL.beside(DESPAIR)),
    ]:
        assert compose(name, Turn("en", topic=topic, **found), REAL) == expected
    assert said(name, topic=AT_RISK, **found) == ENGLISH.beside(AT_RISK)  # no such entry there


def test_goodbye_says_how_to_leave_no_trace_except_in_despair() -> None:
    goodbye = compose("utter_goodbye", Turn("en", topic=AT_RISK), REAL)
    assert goodbye == REAL.response("utter_goodbye")
    despair = compose("utter_goodbye", Turn("en", topic=DESPAIR), REAL)
    assert despair == REAL.beside(DESPAIR)


@pytest.mark.parametrize("name", ["utter_show_topic", "utter_help", "utter_none_of_these"])
def test_buttons_and_commands_work(name: str) -> None:
    pressed = {"entities": (("topic", "numbers"),), "is_button": True}
    assert said(name, topic=AT_RISK, **pressed) == said(name, **pressed)
