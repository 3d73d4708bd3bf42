"""A turn: the query answered once, the words under a pseudonym, never silence."""

from __future__ import annotations

import asyncio
import warnings
from typing import Any

import pytest

from bot.telegram.client import Client
from bot.telegram.incoming import Incoming
from tests.support.telegram_server import Person, TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from rasa.core.channels.channel import UserMessage

    from bot.telegram.conversation import Conversation, NothingSaid


class Rasa:
    """Stands for the agent: notes messages and says what it is told to."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.responses: list[dict[str, Any]] = [{"text": "hello"}]

    async def on_new_message(self, message: UserMessage) -> None:
        self.messages.append(message)
        for response in self.responses:
            await message.output_channel.send_response(message.sender_id, dict(response))


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
def person(server: TelegramServer) -> Person:
    somebody = server.person(7, "ru")
    somebody.says("/start")
    return somebody


@pytest.fixture
def conversation(client: Client, rasa: Rasa) -> Conversation:
    return Conversation(
        client, rasa.on_new_message, lambda user_id: f"p{user_id}", lambda code: f"calm {code}"
    )


WORDS = Incoming(1, 7, 7, "what", "ru")


async def test_the_words_go_to_rasa_under_a_pseudonym(
    conversation: Conversation, rasa: Rasa, person: Person
) -> None:
    await conversation.turn(WORDS)
    (message,) = rasa.messages
    assert (message.text, message.sender_id, message.input_channel) == ("what", "p7", "telegram")
    assert message.metadata == {"language_code": "ru"}
    assert [reply.text for reply in person.replies] == ["hello"]
    assert person.typing == 1


async def test_several_responses_in_order(
    conversation: Conversation, rasa: Rasa, person: Person
) -> None:
    rasa.responses = [{"text": str(number)} for number in range(5)]
    await conversation.turn(WORDS)
    assert [reply.text for reply in person.replies] == ["0", "1", "2", "3", "4"]


async def test_a_query_is_answered_once_and_first(
    server: TelegramServer, conversation: Conversation, person: Person
) -> None:
    query = server.new_query()
    await conversation.turn(Incoming(1, 7, 7, "/a", callback_query_id=query))
    answers = server.calls_of("answerCallbackQuery")
    assert [call.given["callback_query_id"] for call in answers] == [query]
    assert server.calls[0].method == "answerCallbackQuery"
    assert not server.open_queries


@pytest.mark.parametrize("how", [None, {"status": 500}, {"status": 429, "retry_after": 60}])
async def test_a_query_that_cannot_be_answered_holds_nothing_up(
    server: TelegramServer, conversation: Conversation, person: Person, how: dict[str, Any] | None
) -> None:
    query = server.new_query()
    if how is None:
        server.advance(24 * 3600)
    else:
        server.fail("answerCallbackQuery", **how)
    await asyncio.wait_for(conversation.turn(Incoming(1, 7, 7, "/a", None, query)), 1)
    assert [reply.text for reply in person.replies] == ["hello"]
    assert len(server.calls_of("answerCallbackQuery")) == 1


async def test_silence_is_a_failure(conversation: Conversation, rasa: Rasa, person: Person) -> None:
    rasa.responses = []
    with pytest.raises(NothingSaid):
        await conversation.turn(WORDS)


async def test_who_has_blocked_is_no_failure(conversation: Conversation, person: Person) -> None:
    person.blocks()
    await conversation.turn(WORDS)
    assert not person.replies


async def test_the_calm_sentence(conversation: Conversation, person: Person) -> None:
    await conversation.apologise(WORDS)
    assert [reply.text for reply in person.replies] == ["calm ru"]
