"""What the whole assistant keeps of a conversation, and what it does when something breaks."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest
from rasa.core.agent import Agent

from bot.assistant.replies import Replies
from tests.support.agent import Person
from tests.support.shows import expected

SAID = ("canary hotline", "канарейка горячая линия", "I am canary and I am in danger")


def memory(agent: Agent) -> bytes:
    """All that the tracker store holds, but what is the same for everybody."""
    kept = vars(agent.tracker_store._tracker_store)
    return pickle.dumps({name: value for name, value in kept.items() if name != "_domain"})


@pytest.mark.parametrize("code", ["en", "ru"])
async def test_nothing_of_the_text_or_the_person_is_kept(agent: Agent, code: str) -> None:
    person = Person(agent, code)
    for text in SAID:
        await person.says(text)
        kept = memory(agent)
        assert person.pseudonym.encode() in kept
        for secret in ("canary", "канарейка", str(person.user_id)):
            assert secret.encode() not in kept
        assert person.user_id.to_bytes(5, "little") not in kept
    assert agent.tracker_store._fallback_tracker_store is None


async def test_a_long_conversation_costs_what_a_short_one_does(agent: Agent) -> None:
    person = Person(agent, "en")
    sizes, events = [], []
    for _ in range(6):
        await person.says("hotline")
        sizes.append(len(memory(agent)))
        events.append(len((await agent.tracker_store.retrieve(person.pseudonym)).events))
    assert len(set(events)) == 1
    assert max(sizes) - min(sizes) < 64


async def test_the_forgotten_leave_no_trace(agent: Agent) -> None:
    person = Person(agent, "en")
    await person.says("hotline")
    await person.says("/forget")
    assert person.pseudonym.encode() not in memory(agent)


async def test_people_who_write_at_once_do_not_meet(agent: Agent) -> None:
    english = [Person(agent, "en") for _ in range(5)]
    russian = [Person(agent, "ru") for _ in range(5)]
    await asyncio.gather(
        *(person.says("hotline") for person in english),
        *(person.says("как помочь") for person in russian),
    )
    asked = await asyncio.gather(*(person.says("source?") for person in english))
    спрошено = await asyncio.gather(*(person.says("источник?") for person in russian))
    assert {shown.text for shown in asked} == {expected("sources:hotline", "en")}
    assert {shown.text for shown in спрошено} == {expected("sources:how-to-help", "ru")}


@pytest.mark.parametrize(("code", "text"), [("en", "hotline"), ("ru", "горячая линия")])
async def test_whatever_breaks_there_is_a_calm_reply_and_the_next_one_is_right(
    agent: Agent, code: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("canary")

    person = Person(agent, code)
    await person.says("/start")
    with monkeypatch.context() as broken:
        broken.setattr(Replies, "answer", fail)
        assert (await person.says(text)).text == expected("utter_default", code)
    assert expected("hotline", code) in (await person.says(text)).text
