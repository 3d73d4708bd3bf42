"""A turn: the words under a pseudonym, and never silence."""

from __future__ import annotations

import asyncio
import warnings

import pytest

from tests.support.telegram_server import Group, Person, TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from bot.telegram.conversation import Conversation, NothingSaid
    from tests.support.conversing import Rasa, Read, Turn, texts


class TestWords:
    async def test_they_go_to_rasa_under_a_pseudonym(
        self, turn: Turn, rasa: Rasa, person: Person
    ) -> None:
        person.says("what")
        await turn()
        (message,) = rasa.messages
        assert (message.text, message.sender_id, message.input_channel) == (
            "what",
            "p7",
            "telegram",
        )
        assert message.metadata == {"language_code": "ru", "chat": "private"}
        assert texts(person) == ["hello"]
        assert person.typing == 1
        assert not [task for task in asyncio.all_tasks() if "typing" in str(task.get_coro())]

    async def test_several_responses_in_order(self, turn: Turn, rasa: Rasa, person: Person) -> None:
        rasa.responses = [{"text": str(number)} for number in range(5)]
        person.says("what")
        await turn()
        assert texts(person) == ["0", "1", "2", "3", "4"]

    async def test_in_a_group(self, turn: Turn, rasa: Rasa, person: Person, group: Group) -> None:
        group.says(person, "what", mention=True)
        await turn()
        assert rasa.messages[0].metadata == {"language_code": "ru", "chat": "group"}
        assert (texts(group), texts(person)) == (["hello"], [])
        answered = group.replies[0].answered
        assert answered and answered["text"].endswith("what")

    async def test_silence_is_a_failure(self, turn: Turn, rasa: Rasa, person: Person) -> None:
        rasa.responses = []
        person.says("what")
        with pytest.raises(NothingSaid):
            await turn()

    async def test_who_has_blocked_is_no_failure(
        self, server: TelegramServer, turn: Turn, person: Person
    ) -> None:
        person.says("what")
        person.has_blocked = True
        await turn()
        assert not person.replies
        assert len(server.calls_of("sendMessage")) == 1


class TestPatience:
    @pytest.fixture(autouse=True)
    def takes_long(self, rasa: Rasa, overdue: asyncio.Event) -> None:
        """Rasa answers only once the notice has been sent or has failed."""

        async def too_long() -> None:
            telling = [task for task in asyncio.all_tasks() if "tell" in str(task.get_coro())]
            assert telling
            overdue.set()
            await asyncio.wait(telling)

        rasa.before = too_long

    async def test_who_waits_long_is_told_so(self, turn: Turn, person: Person) -> None:
        person.says("what")
        await turn()
        assert texts(person) == ["slow ru\n\nurgent ru", "hello"]

    async def test_where_others_read_along_without_the_help(
        self, turn: Turn, person: Person, group: Group
    ) -> None:
        group.says(person, "what", mention=True)
        await turn()
        assert texts(group) == ["slow ru", "hello"]

    async def test_not_once_there_is_an_answer(
        self, turn: Turn, rasa: Rasa, person: Person
    ) -> None:
        rasa.before, rasa.after = None, rasa.before
        person.says("what")
        await turn()
        assert texts(person) == ["hello"]

    async def test_it_is_no_answer(self, turn: Turn, rasa: Rasa, person: Person) -> None:
        rasa.responses = []
        person.says("what")
        with pytest.raises(NothingSaid):
            await turn()
        assert len(person.replies) == 1

    async def test_a_block_meanwhile_ends_the_turn(
        self, server: TelegramServer, turn: Turn, person: Person
    ) -> None:
        person.says("what")
        person.has_blocked = True
        await turn()
        assert len(server.calls_of("sendMessage")) == 1

    async def test_a_notice_that_fails_costs_no_answer(
        self, server: TelegramServer, turn: Turn, person: Person
    ) -> None:
        server.fail("sendMessage", status=400)
        person.says("what")
        await turn()
        assert texts(person) == ["hello"]

    async def test_it_can_be_deleted(
        self, turn: Turn, rasa: Rasa, person: Person, overdue: asyncio.Event
    ) -> None:
        person.says("what")
        await turn()
        rasa.before = None
        overdue.clear()
        person.says("/clear")
        await turn()
        assert (texts(person), len(person.arrived)) == (["hello"], 3)


class TestWithoutRasa:
    async def test_the_calm_sentence(
        self, conversation: Conversation, read: Read, person: Person
    ) -> None:
        person.says("what")
        await conversation.apologise(read())
        assert texts(person) == ["calm ru\n\nurgent ru"]

    async def test_where_others_read_along_without_the_help(
        self, conversation: Conversation, read: Read, person: Person, group: Group
    ) -> None:
        group.says(person, "what", mention=True)
        await conversation.apologise(read())
        assert texts(group) == ["calm ru"]

    async def test_who_has_blocked_is_let_be(
        self, conversation: Conversation, read: Read, person: Person
    ) -> None:
        person.says("what")
        person.has_blocked = True
        await conversation.apologise(read())
        await conversation.ask_for_patience(read())
        assert not person.replies

    async def test_in_a_flood(
        self,
        server: TelegramServer,
        conversation: Conversation,
        read: Read,
        rasa: Rasa,
        person: Person,
    ) -> None:
        person.says("what")
        await conversation.ask_for_patience(read())
        person.presses_payload("/a", person.replies[0].message_id)
        await conversation.ask_for_patience(read())
        assert (texts(person), rasa.told) == (["busy ru"] * 2, [])
        assert not server.open_queries
