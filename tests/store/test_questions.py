"""Questions passed on: readable for so many days, by nobody without the key, asked by nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from bot.errors import StoreError
from bot.store.database import Database
from bot.store.questions import DAY, LONGEST_DELAY, SHORTEST_DELAY, Question, Questions
from bot.store.sealing import Sealer
from tests.support.postgres_server import PostgresServer
from tests.support.stores import KEY, Clock, Place, rows, sealed

DAYS = 60
TEXT = "Что будет с question-canary?"


@pytest.fixture
def questions(database: Database, clock: Clock) -> Questions:
    return Questions(database, Sealer(KEY), DAYS, clock)


@pytest.fixture
def in_memory(clock: Clock) -> Questions:
    return Questions(Database("sqlite://"), Sealer(KEY), DAYS, clock)


def contents(database: Database) -> list[dict[str, object] | None]:
    """What is in all rows, opened."""
    return [Sealer(KEY).unseal(name, value) for name, value, _ in rows(database, "questions")]


async def test_what_is_added_is_read_oldest_first(questions: Questions, clock: Clock):
    today = int(clock.now // DAY)
    await questions.add("1 day later", "en")
    clock.now -= DAY
    for words in ("b", "half a pair \ud83d", "a"):
        await questions.add(words, "ru")
    found = await questions.all()
    assert [q.text for q in found] == ["a", "b", "half a pair \ud83d", "1 day later"]
    assert [(q.language, q.day) for q in found] == [("ru", today - 1)] * 3 + [("en", today)]


async def test_the_day_is_all_that_is_known_of_when(
    questions: Questions, database: Database, clock: Clock
):
    day = int(clock.now // DAY)
    for second in (0, 1, 43_210, DAY - 1):
        clock.now = float(day * DAY + second)
        await questions.add(TEXT, "ru")
    assert {row[2] for row in rows(database, "questions")} == {day + DAYS}
    for content in contents(database):
        assert SHORTEST_DELAY <= content.pop("from") - day <= LONGEST_DELAY
        assert content == {"text": TEXT, "language": "ru", "day": day}


async def test_rows_stand_in_no_order_of_time(in_memory: Questions, clock: Clock):
    for number in range(200):
        clock.now += 1
        await in_memory.add(str(number), "ru")
    database = in_memory._database
    by_name = [int(content["text"]) for content in contents(database)]
    assert [row[0] for row in rows(database, "questions")] == sorted(
        row[0] for row in rows(database, "questions")
    )
    rising = sum(one < other for one, other in zip(by_name, by_name[1:], strict=False))
    assert 60 < rising < 140


async def test_delays_are_drawn_from_all_days_of_four_weeks(in_memory: Questions):
    for _ in range(700):
        await in_memory.add(TEXT, "ru")
    delays = [question.shown_from - question.day for question in await in_memory.all()]
    assert set(delays) == set(range(SHORTEST_DELAY, LONGEST_DELAY + 1)) == set(range(7, 29))
    assert max(delays.count(delay) for delay in delays) < 80


async def test_what_may_be_seen(in_memory: Questions, clock: Clock):
    today = int(clock.now // DAY)
    asked = [
        Question("alone, not yet", "ru", today, today + 1, "a"),
        Question("alone, now", "ru", today - 7, today, "b"),
        Question("two", "ru", today, today + 9, "c"),
        Question("three", "en", today, today + 9, "d"),
        Question("two", "ru", today, today + 9, "e"),
        Question("three", "ru", today, today + 9, "f"),
        Question("three", "ru", today, today + 9, "g"),
    ]
    groups = [0, 1, 2, 3, 2, 3, 3]
    assert in_memory.ripe(asked, groups, 3) == [asked[1], asked[3], asked[5], asked[6]]
    assert in_memory.ripe(asked, groups, 2) == [asked[1], *asked[2:]]
    clock.now += DAY
    assert in_memory.ripe(asked, groups, 9) == asked[:2]
    assert in_memory.ripe([], [], 2) == []


async def test_questions_are_deleted_when_their_days_are_over(
    questions: Questions, database: Database, place: Place, clock: Clock
):
    clock.now = clock.now // DAY * DAY
    await questions.add(TEXT, "ru")
    clock.now += DAY
    await questions.add("another", "ru")
    old = sealed(database, "questions")
    clock.now += (DAYS - 1) * DAY - 1
    await questions.expire()
    assert len(await questions.all()) == 2
    clock.now += 1
    assert [question.text for question in await questions.all()] == ["another"]
    await questions.expire()
    assert len(rows(database, "questions")) == 1
    if place.url.startswith("sqlite"):
        assert place.found(*(old - sealed(database, "questions"))) == set()


async def test_those_named_are_deleted_and_leave_nothing(
    questions: Questions, database: Database, place: Place
):
    for words in (TEXT, TEXT, "another"):
        await questions.add(words, "ru")
    before = sealed(database, "questions")
    await questions.delete(
        [question for question in await questions.all() if question.text == TEXT]
    )
    assert [question.text for question in await questions.all()] == ["another"]
    if place.url.startswith("sqlite"):
        assert place.found(*(before - sealed(database, "questions"))) == set()
    await questions.delete([])
    assert len(rows(database, "questions")) == 1


@pytest.mark.parametrize("length", [1, 4000])
async def test_no_word_stands_in_any_file(
    questions: Questions,
    database: Database,
    place: Place,
    request: pytest.FixtureRequest,
    length: int,
):
    canaries = [b"question-canary", "Что будет".encode(), b"language-canary"]
    found: set[bytes] = set()
    event.listen(database._engine, "commit", lambda _: found.update(place.found(*canaries)))
    await questions.add(TEXT * length, "language-canary")
    written = sealed(database, "questions")
    assert found | place.found(*canaries) == set()
    assert place.found(*written) == written  # what is there is found
    if "postgres" in place.url:
        server: PostgresServer = request.getfixturevalue("postgres")
        assert server.found(*written, within="pg_wal") == set()


async def test_another_key_reads_nothing(questions: Questions, database: Database, clock: Clock):
    await questions.add(TEXT, "ru")
    assert await Questions(database, Sealer(KEY[::-1]), DAYS, clock).all() == []


async def test_a_refusal_is_told_without_the_words(in_memory: Questions):
    in_memory._database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    canary = Question("canary", "ru", 1, 1, "canary")
    for work in (in_memory.add(TEXT, "ru"), in_memory.expire(), in_memory.delete([canary])):
        with pytest.raises(StoreError) as caught:
            await work
        assert "canary" not in str(caught.value)
