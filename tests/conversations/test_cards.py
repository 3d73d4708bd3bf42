"""The trained assistant behind an inline query: answers to share, none for somebody at risk."""

from __future__ import annotations

import pytest
from rasa.core.agent import Agent

from bot.assistant.cards import Found, find_cards
from tests.support.shows import SETTINGS, edition
from tests.support.stores import rows


async def find(agent: Agent, query: str, code: str) -> Found:
    return await find_cards(agent, edition(), SETTINGS, query, code)


@pytest.mark.parametrize(
    ("query", "code", "entry"),
    [
        ("how many arrested", "en", "detained-2017"),
        ("сколько задержали", "ru", "detained-2017"),
        ("skolko zaderzhali", "ru", "detained-2017"),
        ("hotline", "en", "hotline"),
        ("горячая линия", "en", "hotline"),
    ],
)
async def test_the_answer_comes_first(agent: Agent, query: str, code: str, entry: str) -> None:
    found = await find(agent, query, code)
    assert found.cards[0].id == entry
    language = "en" if query.isascii() and code == "en" else "ru"
    answer = edition().renderer(language).answer(edition().library.entries[entry])
    assert found.cards[0].html == answer
    assert len({card.id for card in found.cards}) == len(found.cards) <= 10


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("I am in danger", "en"),
        ("they want to kill me", "en"),
        ("I want to die", "en"),
        ("who is gay in Grozny", "en"),
        ("мне угрожают", "ru"),
        ("не хочу жить", "ru"),
    ],
)
async def test_for_a_cry_only_the_way_to_the_private_chat(
    agent: Agent, query: str, code: str
) -> None:
    found = await find(agent, query, code)
    assert found.cards == ()
    assert found.invitation == edition().languages.catalog(code).gettext("Open a private chat")


async def test_nothing_of_a_query_is_kept(agent: Agent) -> None:
    database = agent.tracker_store._store.database
    before = rows(database)
    await find(agent, "how many arrested", "en")
    assert rows(database) == before
