"""The database goes away and comes back: nobody waits long, nothing is lost, nobody is told."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.errors import StoreError
from bot.store import database as module
from bot.store.database import PATIENCE, Database
from bot.store.memories import RECENT_SECONDS, STRANGER, WRITE, Memories, Memory
from tests.support.postgres_server import PASSWORD, PostgresServer
from tests.support.stores import LANGUAGE_SECONDS, MEMORY, TOPIC_SECONDS, Clock, remembering, rows

T = TypeVar("T")
LIMIT = PATIENCE + 1.0
"""Seconds in which a memory must be recalled or kept, whatever is down."""
KNOWN, LEAVING, NEW = "known-person", "leaving-person", "new-person"
NOTHING = STRANGER.memory


@dataclass
class Outage:
    """A database, and how to take it away and to bring it back."""

    database: Database
    begin: Callable[[], object]
    end: Callable[[], object]


@pytest.fixture(params=["locked", "read-only", "stop", "kill", "freeze"])
def outage(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Outage]:
    """Every kind in turn, of both kinds of database."""
    monkeypatch.setattr(module, "REST", 1.0)
    other = None
    if request.param in ("locked", "read-only"):
        file = tmp_path / "file.sqlite"
        database = Database(f"sqlite:///{file}")
        other = sqlite3.connect(file, isolation_level=None)
    else:
        server: PostgresServer = request.getfixturevalue("fragile_postgres")
        database = Database(server.url)

    def pragma(setting: str) -> None:
        database.run(lambda connection: connection.exec_driver_sql(f"PRAGMA {setting}"))

    yield {
        "locked": lambda: Outage(
            database, lambda: other.execute("BEGIN EXCLUSIVE"), lambda: other.execute("ROLLBACK")
        ),
        "read-only": lambda: Outage(
            database, lambda: pragma("query_only=ON"), lambda: pragma("query_only=OFF")
        ),
        "stop": lambda: Outage(database, server.stop, server.start),
        "kill": lambda: Outage(database, server.kill, server.start),
        "freeze": lambda: Outage(database, server.freeze, server.resume),
    }[request.param]()
    database.close()
    if other:
        other.close()


async def soon(work: Coroutine[Any, Any, T]) -> T:
    """What it gives; a failure where it takes too long."""
    begun = time.monotonic()
    given = await work
    assert time.monotonic() - begun < LIMIT
    return given


async def back(memories: Memories) -> None:
    """Wait until what was not written is written."""
    until = time.monotonic() + LIMIT
    while not await memories.forget("nobody"):
        assert time.monotonic() < until
        await asyncio.sleep(0.05)


async def test_an_outage_is_not_noticed_and_nothing_is_lost(
    outage: Outage, clock: Clock, caplog: pytest.LogCaptureFixture
):
    memories = remembering(outage.database, clock)
    await memories.keep(KNOWN, MEMORY)
    await memories.keep(LEAVING, MEMORY)
    assert await memories.recall(KNOWN) == MEMORY
    outage.begin()
    changed = Memory("de", "de", "another")
    assert await soon(memories.recall(KNOWN)) == MEMORY
    await soon(memories.keep(KNOWN, changed))
    assert await soon(memories.recall(KNOWN)) == changed
    await soon(memories.keep(NEW, MEMORY))
    assert await soon(memories.recall(NEW)) == MEMORY
    assert await soon(memories.forget(LEAVING)) is False
    assert await soon(memories.recall(LEAVING)) == NOTHING
    outage.end()
    await back(memories)
    another = remembering(outage.database, clock)
    assert [await another.recall(person) for person in (KNOWN, NEW, LEAVING)] == [
        changed,
        MEMORY,
        NOTHING,
    ]
    assert len(rows(outage.database)) == 4
    assert await memories.forget(KNOWN) is True
    assert len(rows(outage.database)) == 2
    assert caplog.text
    assert not [s for s in ("canary", "person", "INSERT", "SELECT", PASSWORD) if s in caplog.text]


async def test_a_crowd_does_not_queue_for_a_frozen_server(
    fragile_postgres: PostgresServer, clock: Clock
):
    database = Database(fragile_postgres.url)
    memories = remembering(database, clock)

    async def turn(number: int) -> Memory:
        remembered = await memories.recall(f"p{number}")
        await memories.keep(f"p{number}", Memory("ru", topic=str(number)))
        return remembered

    await asyncio.gather(*(turn(number) for number in range(50)))
    fragile_postgres.freeze()
    again = await soon(asyncio.gather(*(turn(number) for number in range(50))))
    assert again == [Memory("ru", topic=str(number)) for number in range(50)]
    fragile_postgres.resume()
    database.close()


async def test_two_hundred_turns_about_an_outage(fragile_postgres: PostgresServer, clock: Clock):
    database = Database(fragile_postgres.url)
    memories = remembering(database, clock)
    answered, last = 0, {}

    async def out_for_a_while() -> None:
        await asyncio.to_thread(fragile_postgres.stop)
        await asyncio.sleep(3)
        await asyncio.to_thread(fragile_postgres.start)

    for number in range(200):
        if number == 40:
            outage = asyncio.create_task(out_for_a_while())
        person = f"p{number % 20}"
        remembered = await soon(memories.recall(person))
        assert remembered == last.get(person, NOTHING)
        last[person] = Memory(f"language-{person}", topic=f"answer-{number}")
        await soon(memories.keep(person, last[person]))
        answered += 1
        await asyncio.sleep(0.022)
    assert outage.done() and answered == 200
    await back(memories)
    another = remembering(database, clock)
    assert {person: await another.recall(person) for person in last} == last
    database.close()


async def test_a_full_disk_loses_nothing(tmp_path: Path, clock: Clock):
    database = Database(f"sqlite:///{tmp_path / 'file.sqlite'}")
    memories = remembering(database, clock)

    def allow(pages: int) -> None:
        database.run(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}"))

    def fill(connection: Any) -> None:
        row = {"id": secrets.token_hex(16), "sealed": bytes(156), "until": clock.now + 9}
        connection.execute(WRITE, row)

    allow(1)  # which means: no more than there are
    with pytest.raises(StoreError):
        for _ in range(1000):
            database.run(fill)
    people = {f"p{number}": Memory("ru", topic=str(number)) for number in range(40)}
    for person, memory in people.items():
        await memories.keep(person, memory)
    assert {person: await memories.recall(person) for person in people} == people
    assert await remembering(database, clock).recall("p39") == NOTHING
    allow(100_000)
    await memories.catch_up()
    another = remembering(database, clock)
    assert {person: await another.recall(person) for person in people} == people
    database.close()


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[tuple[Memories, Database]]:
    """A database in memory that fails at once, from the call of `fail` on."""
    database = Database("sqlite://")
    memories = remembering(database, clock)
    yield memories, database
    monkeypatch.undo()
    database.close()


def fail(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    def refuse(_work: Any) -> None:
        raise StoreError("down")

    monkeypatch.setattr(database, "run", refuse)


@pytest.mark.parametrize("written", [True, False])
async def test_nothing_outlives_its_time_in_an_outage(
    down: tuple[Memories, Database], clock: Clock, monkeypatch: pytest.MonkeyPatch, written: bool
):
    memories, database = down
    clock.now = clock.now // LANGUAGE_SECONDS * LANGUAGE_SECONDS
    if written:
        await memories.keep(KNOWN, MEMORY)
    fail(monkeypatch, database)
    if not written:
        await memories.keep(KNOWN, MEMORY)
    assert await memories.recall(KNOWN) == MEMORY
    clock.now += TOPIC_SECONDS
    assert await memories.recall(KNOWN) == Memory(MEMORY.language, MEMORY.language_choice)
    clock.now += LANGUAGE_SECONDS
    assert await memories.recall(KNOWN) == NOTHING
    await memories.catch_up()
    assert "canary" not in repr(vars(memories))
    monkeypatch.undo()
    await memories.catch_up()
    assert rows(database) == []


async def test_this_process_remembers_people_for_a_quarter_of_an_hour_only(
    down: tuple[Memories, Database], clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    memories, database = down
    await memories.keep(KNOWN, MEMORY)
    fail(monkeypatch, database)
    clock.now += RECENT_SECONDS - 1
    await memories.catch_up()
    assert await memories.recall(KNOWN) == MEMORY
    clock.now += 1
    await memories.catch_up()
    assert KNOWN not in repr(vars(memories))
    assert await memories.recall(KNOWN) == NOTHING
