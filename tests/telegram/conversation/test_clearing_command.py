"""What /clear deletes, and what Rasa is told of it."""

from __future__ import annotations

import warnings

import pytest

from bot.telegram.trail import LASTING
from tests.support.telegram_server import Group, Person, TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from bot.telegram.conversation import Conversation
    from tests.support.conversing import Clock, Rasa, Read, Turn, texts


async def test_all_of_two_days(turn: Turn, rasa: Rasa, person: Person, clock: Clock) -> None:
    clock.now = LASTING
    for words in ("one", "two", "/clear"):
        person.says(words)
        await turn()
    assert rasa.told[-1] == "/cleared_all"
    assert not person.own_messages
    assert (texts(person), len(person.arrived)) == (["hello"], 3)


async def test_after_a_restart_there_may_be_more(
    turn: Turn, rasa: Rasa, person: Person, clock: Clock
) -> None:
    clock.now = LASTING - 1
    person.says("/clear")
    await turn()
    assert rasa.told == ["/cleared_partly"]
    assert not person.own_messages


async def test_what_telegram_keeps_is_told(
    server: TelegramServer, turn: Turn, rasa: Rasa, person: Person, clock: Clock
) -> None:
    clock.now = LASTING
    for method in ("deleteMessages", "deleteMessage"):
        server.fail(method, status=400)
    person.says("/clear")
    await turn()
    assert rasa.told == ["/cleared_partly"]
    assert len(person.own_messages) == 1
    assert texts(person) == ["hello"]


async def test_its_own_answer_is_deleted_the_next_time(turn: Turn, person: Person) -> None:
    for _ in range(2):
        person.says("/clear")
        await turn()
    assert len(person.replies) == 1
    assert person.replies == person.arrived[1:]


async def test_what_was_said_without_rasa_and_not_answered_goes_too(
    conversation: Conversation, turn: Turn, read: Read, person: Person
) -> None:
    person.says("unanswered")
    conversation.note(read())
    person.says("calm")
    await conversation.apologise(read())
    person.says("/clear")
    await turn()
    assert not person.own_messages
    assert texts(person) == ["hello"]


async def test_only_in_this_chat(turn: Turn, person: Person, server: TelegramServer) -> None:
    other = server.person(8)
    other.says("one")
    await turn()
    person.says("/clear")
    await turn()
    assert (len(other.own_messages), len(other.replies)) == (1, 1)


async def test_in_a_group_nothing_is_deleted(
    server: TelegramServer,
    conversation: Conversation,
    turn: Turn,
    read: Read,
    rasa: Rasa,
    person: Person,
    group: Group,
) -> None:
    group.says(person, "one", mention=True)
    conversation.note(read())
    await turn()
    group.says(person, "/clear@some_test_bot")
    await turn()
    assert rasa.told == ["one", "/clear"]
    assert not conversation._trail.take(group.id)[0]
    assert (len(group.own_messages), len(group.replies)) == (2, 2)
    assert {call.method for call in server.calls} <= {"sendMessage", "sendChatAction"}


async def test_a_block_meanwhile_ends_the_turn(
    server: TelegramServer, turn: Turn, rasa: Rasa, person: Person
) -> None:
    person.says("/clear")
    person.has_blocked = True
    await turn()
    assert rasa.told == ["/cleared_partly"]
    assert len(server.calls_of("sendMessage")) == 1


@pytest.mark.parametrize("later", [LASTING - 1, LASTING])
async def test_what_is_too_old_is_not_tried(
    server: TelegramServer,
    conversation: Conversation,
    turn: Turn,
    person: Person,
    clock: Clock,
    later: float,
) -> None:
    person.says("one")
    await turn()
    clock.now = later
    conversation.age()
    assert bool(conversation._trail._chats) == (later < LASTING)
    person.says("/clear")
    await turn()
    assert len(person.own_messages) == (1 if later == LASTING else 0)
