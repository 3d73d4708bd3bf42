"""Pressed buttons: the query answered once, stale ones told, single-use ones taken away."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from tests.support.telegram_server import Person, TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from bot.telegram.conversation import Conversation, NothingSaid
    from tests.support.conversing import Rasa, Read, Turn, texts

BUTTONS = [
    {"title": "A", "payload": "/a", "once": True},
    {"title": "Other", "payload": "/b", "once": True},
    {"title": "B", "payload": "/b"},
]


@pytest.fixture(autouse=True)
async def shown(turn: Turn, rasa: Rasa, person: Person, server: TelegramServer) -> None:
    rasa.responses = [{"text": "choose", "buttons": BUTTONS}]
    person.says("what")
    await turn()
    rasa.responses = [{"text": "hello"}]
    rasa.messages.clear()
    server.calls.clear()


async def test_a_query_is_answered_once_and_first(
    server: TelegramServer, turn: Turn, rasa: Rasa, person: Person
) -> None:
    person.presses("B")
    await turn()
    methods = [call.method for call in server.calls]
    assert methods[0] == "answerCallbackQuery"
    assert methods.count("answerCallbackQuery") == 1
    assert not server.open_queries
    assert (rasa.told, person.toasts) == (["/b"], [])


async def test_one_that_is_answered_already_is_not_again(
    server: TelegramServer, turn: Turn, rasa: Rasa, person: Person
) -> None:
    person.presses("B")
    await turn(acknowledged=True)
    assert rasa.told == ["/b"]
    assert not server.calls_of("answerCallbackQuery")


@pytest.mark.parametrize("how", [None, {"status": 500}, {"status": 429, "retry_after": 60}])
async def test_a_query_that_cannot_be_answered_holds_nothing_up(
    server: TelegramServer, turn: Turn, person: Person, how: dict[str, Any] | None
) -> None:
    person.presses("B")
    if how is None:
        server.advance(24 * 3600)
    else:
        server.fail("answerCallbackQuery", **how)
    await turn()
    assert texts(person) == ["choose", "hello"]
    assert len(server.calls_of("answerCallbackQuery")) == 1


@pytest.mark.parametrize("payload", ["/gone", ""])
async def test_a_button_that_leads_nowhere_is_told(
    turn: Turn, rasa: Rasa, person: Person, payload: str
) -> None:
    person.presses_payload(payload or "1", person.replies[0].message_id)
    await turn()
    assert (rasa.told, person.toasts, texts(person)) == ([], ["stale ru"], ["choose"])


async def test_in_a_message_if_the_query_is_too_old(
    server: TelegramServer, turn: Turn, rasa: Rasa, person: Person
) -> None:
    person.presses_payload("/gone", person.replies[0].message_id)
    server.advance(16 * 60)
    await turn()
    assert (rasa.told, person.toasts) == ([], [])
    assert texts(person) == ["choose", "stale ru"]


async def test_again_at_once(
    conversation: Conversation, read: Read, rasa: Rasa, person: Person
) -> None:
    person.presses("B")
    await conversation.press_again(read())
    assert (rasa.told, person.toasts, texts(person)) == ([], ["stale ru"], ["choose"])


async def test_single_use_ones_are_taken_away_after_the_answer(
    server: TelegramServer, turn: Turn, person: Person
) -> None:
    person.presses("A")
    await turn()
    assert person.replies[0].buttons == [("B", "/b")]
    methods = [call.method for call in server.calls]
    assert methods.index("editMessageReplyMarkup") > methods.index("sendMessage")


async def test_what_is_taken_away_already_is_let_be(
    server: TelegramServer, turn: Turn, person: Person
) -> None:
    person.presses("A")
    await turn()
    person.presses_payload("1/a", person.replies[0].message_id)
    await turn()
    assert texts(person) == ["choose", "hello", "hello"]
    assert len(server.calls_of("editMessageReplyMarkup")) == 1


async def test_others_stay(server: TelegramServer, turn: Turn, person: Person) -> None:
    person.presses("B")
    await turn()
    assert [title for title, _ in person.replies[0].buttons] == ["A", "Other", "B"]
    assert not server.calls_of("editMessageReplyMarkup")


async def test_all_stay_where_nothing_was_said(turn: Turn, rasa: Rasa, person: Person) -> None:
    rasa.responses = []
    person.presses("A")
    with pytest.raises(NothingSaid):
        await turn()
    assert len(person.replies[0].buttons) == 3


async def test_one_that_cannot_be_taken_away_is_no_failure(
    server: TelegramServer, turn: Turn, person: Person
) -> None:
    server.fail("editMessageReplyMarkup", status=400)
    person.presses("A")
    await turn()
    assert texts(person) == ["choose", "hello"]
