"""What the whole assistant keeps of a conversation, and what it does when something breaks."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.agent import Agent

from bot.assistant.replies import Replies
from bot.store.database import TABLES
from bot.store.offers import Offer
from bot.store.store import Store
from tests.support.agent import Person
from tests.support.shows import expected
from tests.support.stores import rows

SAID = ("canary hotline", "канарбейка горячая линия", "I am canary and I am in danger")


@pytest.fixture
def store(agent: Agent) -> Store:
    """What the assistant keeps; in memory, as there is no key."""
    store: Store = agent.tracker_store._store
    return store


def in_database(store: Store) -> str:
    """All that a database would hold."""
    return repr([rows(store.database, table) for table in TABLES])


def in_memory(store: Store) -> str:
    """All that the process itself still holds of people."""
    recent, unwritten = (vars(store.memories)[name] for name in ("_recent", "_unwritten"))
    return repr((recent, unwritten, vars(store.offers)["_open"]))


def rows_of(store: Store, person: Person) -> set[object]:
    """The names of the rows that hold something of a person."""
    sealer = vars(store.memories)["_sealer"]
    names = {sealer.row_name(kind, person.pseudonym) for kind in ("topic", "language")}
    return names & {row[0] for row in rows(store.database)}


@pytest.mark.parametrize("code", ["en", "ru"])
async def test_nothing_of_the_text_or_the_person_is_kept(
    agent: Agent, store: Store, code: str
) -> None:
    person = Person(agent, code)
    for text in SAID:
        await person.says(text)
        assert rows_of(store, person)
        assert person.pseudonym not in in_database(store)
        for secret in ("canary", "канарбейка", str(person.user_id)):
            assert secret not in in_database(store) + in_memory(store)


async def test_a_long_conversation_costs_what_a_short_one_does(agent: Agent, store: Store) -> None:
    person = Person(agent, "en")
    kept, events = [], []
    for _ in range(6):
        await person.says("hotline")
        kept.append(len(rows_of(store, person)))
        events.append(len((await agent.tracker_store.retrieve(person.pseudonym)).events))
    assert kept == [2] * 6
    assert len(set(events)) == 1


async def test_the_forgotten_leave_no_trace(agent: Agent, store: Store) -> None:
    person = Person(agent, "en")
    await person.says("hotline")
    store.offers.put(person.pseudonym, Offer("words", "en"))
    assert (await person.says("/forget")).text == expected("utter_forget", "en")
    assert rows_of(store, person) == set()
    assert person.pseudonym not in in_memory(store)


async def test_while_the_database_is_down_people_are_answered_and_told_the_truth(
    agent: Agent, store: Store
) -> None:
    person = Person(agent, "en")
    await person.says("hotline")
    store.database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    try:
        assert (await person.says("source?")).text == expected("sources:hotline", "en")
        assert (await person.says("/forget")).text == expected("utter_forget_later", "en")
        assert (await person.says("more")).text == expected("utter_no_topic", "en")
        vote = await person.presses('/vote{"entry":"detained-2017","vote":"yes"}')
        assert vote.text == expected("utter_not_kept", "en")
    finally:
        store.database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=OFF"))
    assert (await person.says("/forget")).text == expected("utter_forget", "en")
    assert rows_of(store, person) == set()


async def test_a_question_is_passed_on_once_by_the_button_only(agent: Agent, store: Store) -> None:
    person = Person(agent, "en")
    before = len(await store.questions.all())
    store.offers.put(person.pseudonym, Offer("why is the sky above …", "en"))
    shown = await person.presses("/none_of_these")
    assert "“why is the sky above …”" in shown.text
    assert shown.payloads[-1] == "/pass_on"
    assert len(await store.questions.all()) == before
    assert (await person.presses("/pass_on")).text == expected("utter_pass_on", "en")
    assert (await person.presses("/pass_on")).text == expected("utter_pass_on_late", "en")
    questions = await store.questions.all()
    assert len(questions) == before + 1
    assert "why is the sky above …" in [question.text for question in questions]
    assert "sky" not in in_database(store)


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
