"""Volunteers see beside a new entry what many readers asked, and only that."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.store.store import Store, open_store
from tests.cli.faq.test_creation import ANSWERS
from tests.support.volunteering import Desk

CROWD = "was there big hail here"


@pytest.fixture
def store(desk: Desk) -> Iterator[Store]:
    """What is kept where the volunteer works."""
    desk.secret_key = b"k" * 32
    open_store.cache_clear()
    found = open_store(desk.settings)
    yield found
    found.database.close()
    open_store.cache_clear()


def pass_on(store: Store, *texts: str) -> None:
    for text in texts:
        asyncio.run(store.questions.add(text, "en"))


def test_a_crowd_is_shown_and_a_single_person_is_not(desk: Desk, store: Store) -> None:
    pass_on(store, CROWD, CROWD, CROWD, "was there hail at my wedding", "who reads this")
    status, said = desk.type("faq", "new", answers=ANSWERS)
    assert status == 0, said
    assert said.count(CROWD) == 1
    assert "wedding" not in said
    assert "who reads" not in said


def test_words_of_readers_are_not_copied(desk: Desk, store: Store) -> None:
    pass_on(store, CROWD, CROWD, CROWD)
    answers = list(ANSWERS)
    answers.insert(answers.index("hail"), CROWD.upper())
    status, said = desk.type("faq", "new", answers=answers)
    assert status == 0, said
    assert "Use your own words" in said
    assert CROWD not in str(desk.all_texts()).lower()


def test_a_database_that_cannot_be_read_stops_nobody(
    desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.errors import StoreError

    async def down(*_: object) -> None:
        raise StoreError("it is down.")

    monkeypatch.setattr("bot.cli.faq.steps.alike", down)
    status, said = desk.type("faq", "new", answers=ANSWERS)
    assert status == 0, said
    assert "Questions passed on cannot be read: it is down." in said
