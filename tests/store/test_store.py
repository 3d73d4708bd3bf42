"""All that is kept, opened as the settings say and erased together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.settings import ROOT, Settings
from bot.store.memories import Memory
from bot.store.offers import Offer
from bot.store.store import Store, open_store
from tests.support.stores import DAY, HOUR, KEY, MEMORY, Clock, rows

SHORT = Settings(secret_key=KEY, expiry_hours=2, language_days=3, question_days=5)


@pytest.fixture(autouse=True)
def opened() -> Iterator[None]:
    open_store.cache_clear()
    yield
    open_store.cache_clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(SHORT, database_url=f"sqlite:///{tmp_path / 'var' / 'file.sqlite'}")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings)
    yield store
    store.database.close()


def again(settings: Settings) -> Store:
    """The store of a process that has just begun."""
    open_store.cache_clear()
    return open_store(settings)


def test_all_parts_of_a_process_have_the_same(settings: Settings, store: Store):
    assert open_store(replace(settings)) is store


async def test_a_restart_forgets_nothing(settings: Settings, store: Store):
    await store.memories.keep("p", MEMORY)
    await store.questions.add("words", "ru")
    await store.votes.add("storm", "ru", True)
    other = again(settings)
    assert await other.memories.recall("p") == MEMORY
    assert [question.text for question in await other.questions.all()] == ["words"]
    assert len(await other.votes.all()) == 1
    other.database.close()


async def test_without_a_key_nothing_is_written_and_a_restart_forgets(
    settings: Settings, tmp_path: Path
):
    keyless = replace(settings, secret_key=None)
    store = open_store(keyless)
    await store.memories.keep("p", MEMORY)
    assert await store.memories.recall("p") == MEMORY
    other = again(keyless)
    assert await other.memories.recall("p") == Memory()
    assert list(tmp_path.iterdir()) == []
    for opened in (store, other):
        opened.database.close()


async def test_times_are_those_of_the_settings(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    for part in (store.memories, store.questions):
        monkeypatch.setattr(part, "_clock", clock)
    await store.memories.keep("p", MEMORY)
    await store.questions.add("words", "ru")
    topic, language = sorted(row[2] - clock.now for row in rows(store.database))
    assert 1.5 * HOUR <= topic <= 2 * HOUR
    assert 2.25 * DAY <= language <= 3 * DAY
    assert [row[2] for row in rows(store.database, "questions")] == [clock.now // DAY + 5]


async def test_forgetting_somebody_forgets_them_everywhere(store: Store):
    for person in ("p", "q"):
        await store.memories.keep(person, MEMORY)
        store.offers.put(person, Offer(f"words-of-{person}", "ru"))
    await store.questions.add("words", "ru")
    await store.votes.add("storm", "ru", True)
    assert await store.forget("p")
    assert await store.memories.recall("p") == Memory()
    assert store.offers.take("p") is None
    assert len(rows(store.database)) == 2
    assert await store.memories.recall("q") == MEMORY
    assert store.offers.take("q") == Offer("words-of-q", "ru")
    assert len(rows(store.database, "questions")) == len(rows(store.database, "votes")) == 1


async def test_what_has_expired_goes_everywhere(store: Store, monkeypatch: pytest.MonkeyPatch):
    await store.memories.keep("p", MEMORY)
    await store.questions.add("words", "ru")
    store.offers.put("p", Offer("words", "ru"))
    for part in (store.memories, store.questions, store.offers):
        later = part._clock() + 5 * DAY
        monkeypatch.setattr(part, "_clock", lambda later=later: later)
    await store.catch_up()
    assert rows(store.database) == rows(store.database, "questions") == []
    assert vars(store.offers)["_open"] == {}


async def test_showings_are_written_once_a_day(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    for _ in range(settings.question_group):
        store.showings.add("storm", "ru")
    await store.catch_up()
    assert rows(store.database, "showings") == []
    later = store.showings._clock() + DAY
    monkeypatch.setattr(store.showings, "_clock", lambda: later)
    await store.catch_up()
    assert rows(store.database, "showings") == [("storm", "ru", 3)]


async def test_an_outage_is_no_fault(store: Store, caplog: pytest.LogCaptureFixture):
    store.offers.put("p", Offer("words-canary", "ru"))
    store.database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    assert await store.forget("p-canary") is False
    await store.catch_up()
    assert "not written yet" in caplog.text and "not expired yet" in caplog.text
    assert "canary" not in caplog.text
    store.database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=OFF"))
    assert await store.forget("p-canary") is True


def test_a_database_that_cannot_be_used_is_told_at_once(settings: Settings, tmp_path: Path):
    (tmp_path / "var").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(settings)


def test_no_secret_is_ever_printed(store: Store, settings: Settings):
    with_password = replace(settings, database_url="postgresql://app:pw-canary@127.0.0.1/app")
    printed = repr(store) + str(store) + repr(with_password) + str(with_password)
    assert KEY.decode() not in printed
    assert "canary" not in printed and "sqlite:///" not in printed


def test_what_is_kept_lies_where_git_does_not_look():
    assert Settings().database_url == f"sqlite:///{ROOT / 'var' / 'ryadom.sqlite'}"
    assert "var/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
