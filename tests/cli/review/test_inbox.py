"""What volunteers may see of the questions passed on, and what is deleted of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.cli.review.inbox import put_out_of_scope, read_inbox
from bot.settings import Settings
from bot.store.store import Store
from bot.store.votes import Tally
from tests.cli.review.conftest import ALONE, CROWD, crowd
from tests.support.stores import DAY, rows


async def test_a_question_of_one_person_waits_and_that_of_a_crowd_is_shown(
    settings: Settings, store: Store
) -> None:
    await store.questions.add(ALONE, "en")
    await crowd(store)
    inbox = await read_inbox(settings)
    [cluster] = inbox.clusters
    assert cluster.wordings == [(3, "en", CROWD)]
    assert inbox.waiting == 1


async def test_a_question_whose_delay_is_over_is_shown(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.questions.add(ALONE, "en")
    later = time.time() + 29 * DAY
    monkeypatch.setattr(store.questions, "_clock", lambda: later)
    [cluster] = (await read_inbox(settings)).clusters
    assert cluster.wordings == [(1, "en", ALONE)]


async def test_the_nearest_entries_are_named(settings: Settings, store: Store) -> None:
    await crowd(store, "who keeps the lighthouse now")
    [cluster] = (await read_inbox(settings)).clusters
    assert cluster.nearest[0][0] == "keeper"
    assert len(cluster.nearest) == 3


async def test_votes_are_counts_the_least_helpful_first(settings: Settings, store: Store) -> None:
    await store.votes.add("keeper", "ru", helpful=True)
    await store.votes.add("storm", "ru", helpful=False)
    votes = (await read_inbox(settings)).votes
    assert votes == (Tally("storm", "ru", 0, 1), Tally("keeper", "ru", 1, 0))


async def test_reading_leaves_no_word_and_no_vector_anywhere(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    await crowd(store)
    await read_inbox(settings)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.startswith("vectors-") for path in files)
    assert [path for path in files if CROWD.encode() in path.read_bytes()] == []
    again = store.questions
    await again.delete(await again.all())
    await read_inbox(settings)
    assert files == [path for path in tmp_path.rglob("*") if path.is_file()]


async def test_out_of_scope_deletes_what_was_seen_and_only_that(
    settings: Settings, store: Store
) -> None:
    await crowd(store)
    await crowd(store, "what is the weather like")
    await store.questions.add(ALONE, "en")
    inbox = await read_inbox(settings)
    seen = next(c for c in inbox.clusters if CROWD in c.questions[0].text)
    await crowd(store, times=1)
    await put_out_of_scope(settings, seen)
    left = sorted(question.text for question in await store.questions.all())
    assert left == sorted([CROWD, ALONE, *["what is the weather like"] * 3])


async def test_out_of_scope_remembers_nothing(settings: Settings, store: Store) -> None:
    await crowd(store)
    [cluster] = (await read_inbox(settings)).clusters
    await put_out_of_scope(settings, cluster)
    tables = ("questions", "kept", "votes", "showings")
    assert [rows(store.database, table) for table in tables] == [[], [], [], []]
    await crowd(store)
    assert len((await read_inbox(settings)).clusters) == 1
