"""What volunteers see of the questions passed on, and of the votes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.cli import questions as module
from bot.cli.questions import groups, report
from bot.settings import Settings
from bot.store.store import Store, open_store
from tests.support.encoders import FakeEncoder

SETTINGS = replace(Settings(), secret_key=b"k" * 32, question_group=3)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A database of its own, and the fake encoder."""
    monkeypatch.setattr(module, "load_encoder", lambda *_: FakeEncoder())
    open_store.cache_clear()
    settings = replace(SETTINGS, database_url=f"sqlite:///{tmp_path}/kept.sqlite")
    monkeypatch.setattr(module, "open_store", lambda given: open_store(settings))
    return open_store(settings)


async def test_a_question_of_one_person_waits_and_that_of_a_crowd_is_shown(store: Store) -> None:
    await store.questions.add("is there a film about kadyrov", "en")
    for text in ("what did they eat", "what did they eat", "what did they eat"):
        await store.questions.add(text, "en")
    shown = await report(SETTINGS)
    assert "3 to read, 1 that wait" in shown
    assert shown.count("what did they eat") == 3
    assert "film" not in shown
    store.database.close()


async def test_votes_are_counts(store: Store) -> None:
    await store.votes.add("argun", "ru", helpful=True)
    await store.votes.add("argun", "ru", helpful=False)
    assert "    1     1  ru  argun" in await report(SETTINGS)
    store.database.close()


def test_what_is_alike_stands_together() -> None:
    east, north, north_east = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]
    vectors = np.array([east, north, north_east, east], dtype=np.float32)
    assert groups(vectors) == [0, 1, 1, 0]
