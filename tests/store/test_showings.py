"""Showings are counted in whole groups, once a day, and never in the moment of a turn."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from bot.errors import StoreError
from bot.store.database import Database
from bot.store.showings import DAY_SECONDS, MOST, Showing, Showings
from tests.support.stores import Clock, rows

GROUP = 3


@pytest.fixture
def showings(database: Database, clock: Clock) -> Showings:
    return Showings(database, GROUP, clock)


def shown(showings: Showings, entry: str, times: int, language: str = "ru") -> None:
    for _ in range(times):
        showings.add(entry, language)


async def test_they_are_counted_by_entry_and_language(
    showings: Showings, database: Database, clock: Clock
):
    shown(showings, "storm", 3)
    shown(showings, "storm", 6, "en")
    shown(showings, "purge", 3)
    clock.now += DAY_SECONDS
    await showings.catch_up()
    counted = [Showing("purge", "ru", 3), Showing("storm", "en", 6), Showing("storm", "ru", 3)]
    assert await showings.all() == await Showings(database, GROUP).all() == counted
    assert ("storm", "en", 6) in rows(database, "showings")
    assert rows(database) == rows(database, "votes") == []


async def test_only_whole_groups_are_written_and_the_rest_waits(
    showings: Showings, database: Database, clock: Clock
):
    shown(showings, "storm", 5)
    shown(showings, "purge", 2)
    clock.now += DAY_SECONDS
    await showings.catch_up()
    assert rows(database, "showings") == [("storm", "ru", 3)]
    shown(showings, "storm", 1)
    clock.now += DAY_SECONDS
    await showings.catch_up()
    assert rows(database, "showings") == [("storm", "ru", 6)]


async def test_nothing_is_written_in_the_moment_of_a_turn(
    showings: Showings, database: Database, clock: Clock
):
    commits: list[object] = []
    event.listen(database._engine, "commit", commits.append)
    for _ in range(100):
        shown(showings, "storm", 1)
        clock.now += DAY_SECONDS / 200
        await showings.catch_up()
    assert commits == []
    clock.now += DAY_SECONDS / 2
    await showings.catch_up()
    shown(showings, "storm", 9)
    await showings.catch_up()
    assert len(commits) == 1
    assert rows(database, "showings") == [("storm", "ru", 99)]


async def test_all_are_halved_once_one_is_large(
    showings: Showings, database: Database, clock: Clock
):
    shown(showings, "purge", 300)
    shown(showings, "storm", MOST)
    clock.now += DAY_SECONDS
    await showings.catch_up()
    assert await showings.all() == [Showing("purge", "ru", 300), Showing("storm", "ru", MOST - 1)]
    shown(showings, "storm", GROUP)
    clock.now += DAY_SECONDS
    await showings.catch_up()
    assert await showings.all() == [Showing("purge", "ru", 150), Showing("storm", "ru", 501)]


async def test_what_the_database_does_not_take_waits(clock: Clock):
    database = Database("sqlite://")
    showings = Showings(database, GROUP, clock)
    shown(showings, "storm", 4)
    clock.now += DAY_SECONDS
    database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(StoreError):
        await showings.catch_up()
    database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=OFF"))
    await showings.catch_up()
    assert await showings.all() == [Showing("storm", "ru", 3)]
    database.close()
