"""A store with questions, the small library, and the fake encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import nearest, start
from bot.settings import Settings
from bot.store.store import Store, open_store
from tests.support.encoders import FakeEncoder
from tests.support.small import copied
from tests.support.stores import KEY

__all__ = ["copied", "encoder", "settings", "store"]

CROWD = "how many boats sank at night"
ALONE = "is there a film about canaryev"


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """The fake encoder in place of the real one."""
    fake = FakeEncoder()
    monkeypatch.setattr(nearest, "load_encoder", lambda *_: fake)
    return fake


@pytest.fixture
def settings(copied: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a copy with a secret key, which commands get too."""
    state = tmp_path / "var"
    database_url = f"sqlite:///{state / 'file.sqlite'}"
    found = replace(copied, state=state, secret_key=KEY, database_url=database_url)
    monkeypatch.setattr(start, "begin", lambda: found)
    return found


@pytest.fixture
def store(settings: Settings, encoder: FakeEncoder) -> Iterator[Store]:
    """Their store, empty."""
    open_store.cache_clear()
    opened = open_store(settings)
    yield opened
    opened.database.close()
    open_store.cache_clear()


async def crowd(store: Store, text: str = CROWD, times: int = 3, language: str = "en") -> None:
    """A question asked by many."""
    for _ in range(times):
        await store.questions.add(text, language)
