"""The trained assistant in a group: what it says there, and that the private chat is untouched."""

from __future__ import annotations

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.assistant.groups import GroupReplies
from bot.assistant.labels import ASK_IN_PRIVATE, OPEN_PRIVATE_CHAT
from tests.support.agent import Person, Recorder, Shown
from tests.support.shows import SETTINGS, edition, expected


async def says(person: Person, text: str) -> Shown:
    """The one reply to what a person writes to the assistant in a group."""
    recorder = Recorder()
    metadata = {"language_code": person.language_code, "chat": "group"}
    message = UserMessage(
        text, recorder, person.pseudonym, input_channel="telegram", metadata=metadata
    )
    await person.agent.handle_message(message)
    (reply,) = recorder.replies
    return reply


def in_group(language: str) -> GroupReplies:
    return GroupReplies(edition(), language, SETTINGS)


@pytest.mark.parametrize(
    ("code", "text", "entry"),
    [
        ("en", "how many arrested", "detained-2017"),
        ("ru", "сколько задержали", "detained-2017"),
        ("ru", "how many arrested", "detained-2017"),
        ("en", "как помочь", "how-to-help"),
    ],
)
async def test_a_question(agent: Agent, code: str, text: str, entry: str) -> None:
    language = "en" if text.isascii() else "ru"
    shown = await says(Person(agent, code), text)
    assert shown.text == in_group(language).answer(entry).text
    assert [title for title, _ in shown.buttons] == [in_group(language).say(ASK_IN_PRIVATE)]
    assert shown.payloads == [""]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "I am in danger"),
        ("en", "they took my brother"),
        ("en", "I want to die"),
        ("en", "hotline"),
        ("en", "who is gay in Grozny"),
        ("ru", "мне угрожают"),
        ("ru", "не хочу жить"),
        ("ru", "горячая линия"),
        ("en", "/help_now"),
        ("en", "/privacy"),
        ("en", "/forget"),
        ("en", "/clear"),
        ("en", "/change_language"),
    ],
)
async def test_help_for_one_person_is_given_in_private(agent: Agent, code: str, text: str) -> None:
    shown = await says(Person(agent, code), text)
    assert shown.text == in_group(code).private().text
    assert [title for title, _ in shown.buttons] == [in_group(code).say(OPEN_PRIVATE_CHAT)]


@pytest.mark.parametrize("text", ["more", "!!!", '/show{"entry":"gone"}'])
async def test_an_unknown_question(agent: Agent, text: str) -> None:
    shown = await says(Person(agent, "en"), text)
    assert shown.text == expected("utter_group_unknown", "en")


async def test_the_private_chat_goes_on_as_if_nothing_had_been(agent: Agent) -> None:
    person = Person(agent, "en")
    memories = agent.tracker_store._store.memories
    await person.presses('/change_language{"language_choice":"ru"}')
    await person.presses('/show{"entry":"detained-2017"}')
    before = await memories.recall(person.pseudonym)
    assert (before.language_choice, before.topic) == ("ru", "detained-2017")
    for text in ("hello", "how many killed", "source?", "/forget", "I am in danger", "privet"):
        shown = await says(person, text)
        assert expected("sources:detained-2017", "ru") not in shown.text
        assert await memories.recall(person.pseudonym) == before
    assert (await person.says("source?")).text == expected("sources:detained-2017", "ru")


async def test_of_somebody_who_is_known_from_a_group_only_nothing_is_kept(agent: Agent) -> None:
    person = Person(agent, "ru")
    await says(person, "сколько задержали")
    tracker = await agent.tracker_store.retrieve(person.pseudonym)
    assert [tracker.get_slot(name) for name in ("language", "language_choice", "topic")] == [
        None,
        None,
        None,
    ]
