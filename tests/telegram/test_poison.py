"""Whoever sent what cannot be read can still be told so, and nothing else of it is used."""

from __future__ import annotations

from typing import Any

import pytest

from bot.telegram.incoming import Incoming
from bot.telegram.poison import sender

PERSON = {"id": 7, "is_bot": False, "first_name": "canary", "language_code": "ru"}
PRIVATE = {"id": 7, "type": "private"}
MESSAGE = {"message_id": "canary", "chat": PRIVATE, "from": PERSON, "text": {"canary": 1}}
QUERY = {"id": "9", "from": PERSON, "message": {"chat": PRIVATE}, "data": "/canary"}
NO_PERSON = [{**PERSON, "id": number} for number in (0, -7, True, "7", 7.0, None)]


def of_message(**changed: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {**MESSAGE, **changed}}


def of_press(**changed: Any) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {**QUERY, **changed}}


def test_a_message() -> None:
    assert sender(of_message()) == Incoming(1, 7, 7, "", "ru")


def test_a_press() -> None:
    assert sender(of_press()) == Incoming(1, 7, 7, "", "ru", callback_query_id="9")


@pytest.mark.parametrize("code", [5, None, ["ru"]])
def test_a_language_that_is_none(code: Any) -> None:
    found = sender(of_message(**{"from": {**PERSON, "language_code": code}}))
    assert found and found.language_code is None


def test_a_query_without_a_number_of_its_own() -> None:
    found = sender(of_press(id=9))
    assert found and found.callback_query_id is None


@pytest.mark.parametrize(
    "update",
    [
        *(of_message(**{"from": person}) for person in NO_PERSON),
        *(of_press(**{"from": person}) for person in NO_PERSON),
        of_message(**{"from": {**PERSON, "is_bot": True}}),
        of_message(**{"from": {"id": 7}}),
        of_message(**{"from": None}),
        of_message(**{"from": "canary"}),
        of_message(chat={"id": -100, "type": "supergroup"}),
        of_message(chat=None),
        of_press(message=None),
        of_press(message={"chat": {"id": -100, "type": "group"}}),
        {"update_id": 1, "message": "canary"},
        {"update_id": 1, "message": ["canary"]},
        {"update_id": 1, "callback_query": 5},
        {"update_id": 1, "inline_query": {"from": PERSON}},
        {"update_id": 1, "channel_post": MESSAGE},
        {"update_id": 1},
        {},
        "canary",
        ["canary"],
        None,
    ],
)
def test_nobody_in_a_private_chat(update: Any) -> None:
    assert sender(update) is None
