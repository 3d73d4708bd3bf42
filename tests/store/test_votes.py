"""Votes are counted by entry and language, and that is all that is kept of them."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreError
from bot.store.database import Database
from bot.store.votes import Tally, Votes
from tests.support.stores import rows


async def test_votes_are_counted_by_entry_and_language(database: Database):
    votes = Votes(database)
    assert await votes.all() == []
    for entry, language, helpful in (
        ("storm", "ru", True),
        ("storm", "ru", True),
        ("storm", "ru", False),
        ("storm", "en", False),
        ("purge", "ru", True),
    ):
        await votes.add(entry, language, helpful)
    assert await Votes(database).all() == [
        Tally("purge", "ru", 1, 0),
        Tally("storm", "en", 0, 1),
        Tally("storm", "ru", 2, 1),
    ]


async def test_no_vote_is_lost_among_many_at_once(database: Database):
    votes = Votes(database)
    await asyncio.gather(*(votes.add("storm", "ru", number % 3 > 0) for number in range(60)))
    assert await votes.all() == [Tally("storm", "ru", 40, 20)]


async def test_nothing_else_is_kept(database: Database):
    for _ in range(3):
        await Votes(database).add("storm", "ru", True)
    assert rows(database, "votes") == [("storm", "ru", 3, 0)]
    assert rows(database) == rows(database, "questions") == []


async def test_a_refusal_is_told():
    database = Database("sqlite://")
    database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(StoreError):
        await Votes(database).add("storm", "ru", True)
    assert await Votes(database).all() == []
    database.close()
