"""What is kept of people, for how long, and that nothing of it can be read in any file."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.store.database import Database
from bot.store.memories import Memories, Memory
from tests.support.postgres_server import PostgresServer
from tests.support.stores import (
    CANARIES,
    LANGUAGE_SECONDS,
    MEMORY,
    PERSON,
    TOPIC_SECONDS,
    Clock,
    Place,
    remembering,
    rows,
    sealed,
)

NOTHING = Memory()
LANGUAGES = Memory(MEMORY.language, MEMORY.language_choice)


async def test_a_stranger_has_no_memory(memories: Memories, database: Database):
    assert await memories.recall(PERSON) == NOTHING
    await memories.keep(PERSON, NOTHING)
    assert rows(database) == []


@pytest.mark.parametrize("memory", [MEMORY, LANGUAGES, Memory(topic="t"), Memory("ru")])
async def test_what_is_kept_is_recalled_by_every_process(
    memories: Memories, database: Database, clock: Clock, memory: Memory
):
    await memories.keep("q", Memory("en"))
    await memories.keep(PERSON, MEMORY)
    await memories.keep(PERSON, memory)
    for remembered in (memories, remembering(database, clock)):
        assert await remembered.recall(PERSON) == memory
        assert await remembered.recall("q") == Memory("en")


async def test_another_key_reads_nothing(memories: Memories, database: Database, clock: Clock):
    await memories.keep(PERSON, MEMORY)
    other = remembering(database, clock, b"another key of thirty-two letter")
    assert await other.recall(PERSON) == NOTHING


async def test_altered_and_exchanged_rows_read_as_nothing(
    memories: Memories, database: Database, clock: Clock
):
    await memories.keep(PERSON, MEMORY)
    (one, first, _), (other, second, _) = rows(database)
    change = text("UPDATE kept SET sealed = :sealed WHERE id = :id")
    exchanged = [{"id": one, "sealed": second}, {"id": other, "sealed": first}]
    database.run(lambda c: c.execute(change, exchanged))
    assert await remembering(database, clock).recall(PERSON) == NOTHING
    cut = [{"id": one, "sealed": first[:-1]}, {"id": other, "sealed": b""}]
    database.run(lambda c: c.execute(change, cut))
    assert await remembering(database, clock).recall(PERSON) == NOTHING


async def test_forgetting_leaves_no_row(memories: Memories, database: Database, clock: Clock):
    await memories.keep(PERSON, MEMORY)
    assert len(rows(database)) == 2
    assert await memories.forget(PERSON)
    assert await memories.forget("somebody unknown")
    assert rows(database) == []
    assert PERSON not in repr(vars(memories))
    assert await memories.recall(PERSON) == NOTHING


async def test_forgetting_while_the_person_is_written(memories: Memories, database: Database):
    await asyncio.gather(memories.keep(PERSON, MEMORY), memories.forget(PERSON))
    assert rows(database) == []
    assert PERSON not in repr(vars(memories))


async def test_the_topic_expires_before_the_language(memories: Memories, clock: Clock):
    await memories.keep(PERSON, MEMORY)
    begun = clock.now
    for until, before, after in (
        (TOPIC_SECONDS, MEMORY, LANGUAGES),
        (LANGUAGE_SECONDS, LANGUAGES, NOTHING),
    ):
        clock.now = begun + until * 3 // 4
        assert await memories.recall(PERSON) == before
        clock.now = begun + until
        assert await memories.recall(PERSON) == after


@pytest.mark.parametrize("hour", [0, 0.001, 1, 5.999, 6, 13.7, 23.999])
async def test_no_expiry_tells_an_exact_time(
    memories: Memories, database: Database, clock: Clock, hour: float
):
    clock.now += hour * 3600
    await memories.keep(PERSON, MEMORY)
    for until, time_allowed in zip(
        sorted(row[2] for row in rows(database)), (TOPIC_SECONDS, LANGUAGE_SECONDS), strict=True
    ):
        assert until % (time_allowed // 4) == 0
        assert time_allowed * 3 / 4 <= until - clock.now <= time_allowed


async def test_what_has_expired_leaves_this_process_too(memories: Memories, clock: Clock):
    clock.now = clock.now // TOPIC_SECONDS * TOPIC_SECONDS
    await memories.keep(PERSON, MEMORY)
    clock.now += TOPIC_SECONDS - 60
    await memories.recall(PERSON)
    clock.now += 60
    await memories.catch_up()
    assert "topic-canary" not in repr(vars(memories))


async def test_every_message_begins_the_time_anew(memories: Memories, clock: Clock):
    for _ in range(5):
        await memories.keep(PERSON, MEMORY)
        clock.now += TOPIC_SECONDS * 3 // 4 - 1
    assert await memories.recall(PERSON) == MEMORY


async def test_the_two_rows_of_a_person_share_nothing(memories: Memories, database: Database):
    await memories.keep(PERSON, MEMORY)
    one, other = rows(database)
    assert not set(one) & set(other)
    assert len(one[1]) == len(other[1])
    pieces = [{row[1][at : at + 4] for at in range(0, len(row[1]), 4)} for row in (one, other)]
    assert len(pieces[0] & pieces[1]) <= 1


async def test_nothing_that_is_kept_stands_in_any_file(
    memories: Memories, database: Database, place: Place
):
    found: set[bytes] = set()
    await memories.keep("q", MEMORY)
    event.listen(database._engine, "commit", lambda _: found.update(place.found(*CANARIES)))
    await memories.keep(PERSON, MEMORY)
    await memories.keep(PERSON, Memory("ru", topic="topic-canary"))
    await memories.recall(PERSON)
    await memories.forget(PERSON)
    assert place.found(*(sealed(database))) == sealed(database)  # what is there is found
    assert found | place.found(*CANARIES) == set()


@pytest.mark.parametrize("way", ["expired", "forgotten", "replaced"])
async def test_what_is_deleted_leaves_no_residue_in_the_file(
    sqlite_place: Place, clock: Clock, way: str
):
    database = Database(sqlite_place.url)
    memories = remembering(database, clock)
    chance = random.Random(way)  # noqa: S311 - the same numbers each time
    written: set[bytes] = set()
    for step in range(120):
        await memories.keep(f"p{chance.randrange(60)}", Memory("ru", topic=f"t{step}"))
        if way == "forgotten" and step % 2:
            await memories.forget(f"p{chance.randrange(60)}")
        written |= sealed(database) if step % 5 == 0 else set()
    if way == "expired":
        clock.now += TOPIC_SECONDS
        await memories.keep("somebody", Memory("ru"))
    gone = written - sealed(database)
    assert len(gone) > 200
    assert sqlite_place.found(*gone) == set()
    if way == "expired":
        clock.now += LANGUAGE_SECONDS
        await memories.catch_up()
        assert rows(database) == []
        assert sqlite_place.found(*written) == set()
    database.close()


async def test_on_postgresql_no_row_ever_stands_in_the_log_of_changes(
    postgres: PostgresServer, postgres_place: Place, clock: Clock
):
    database = Database(postgres_place.url)
    memories = remembering(database, clock)
    for step in range(5):
        await memories.keep(PERSON, Memory("ru", topic=f"t{step}"))
        written = sealed(database)
        assert postgres_place.found(*written) == written
        assert postgres.found(*written, within="pg_wal") == set()
    clock.now += LANGUAGE_SECONDS
    await memories.catch_up()
    postgres.checkpoint()
    assert rows(database) == []
    assert postgres.found(*written, within="pg_wal") == set()
    database.close()


async def test_the_thousandth_message_costs_what_the_first_did(
    memories: Memories, database: Database
):
    def cost() -> list[int]:
        return sorted(len(row[1]) for row in rows(database))

    await memories.keep(PERSON, MEMORY)
    first = cost()
    for step in range(1000):
        await memories.keep(PERSON, Memory("ru", "en", f"answer-{step}"))
    assert cost() == first
    assert len(vars(memories)["_recent"]) == 1 and not vars(memories)["_unwritten"]


async def test_what_has_not_changed_is_not_written_again(memories: Memories, database: Database):
    await memories.keep(PERSON, MEMORY)
    written = rows(database)
    await memories.recall(PERSON)
    await memories.keep(PERSON, MEMORY)
    assert rows(database) == written


@pytest.mark.parametrize("cancelled", [False, True])
async def test_an_older_memory_never_overtakes_a_newer_one(
    memories: Memories,
    database: Database,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    cancelled: bool,
):
    run, pauses = database.run, iter([0.2, 0.1, 0.05])

    def slow(work: Callable[[Any], Any]) -> Any:
        time.sleep(next(pauses, 0))
        return run(work)

    monkeypatch.setattr(database, "run", slow)
    turns = []
    for number in range(6):
        turns.append(asyncio.create_task(memories.keep(PERSON, Memory(topic=f"t{number}"))))
        await asyncio.sleep(0.01)
        if cancelled and number < 5:
            turns[-1].cancel()
    await asyncio.gather(*turns, return_exceptions=True)
    assert await remembering(database, clock).recall(PERSON) == Memory(topic="t5")
    await asyncio.sleep(0.3)
    assert await remembering(database, clock).recall(PERSON) == Memory(topic="t5")
