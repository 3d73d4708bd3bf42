"""The newest model under this project's parts; models that come while messages are answered."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio
import yaml
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from bot.assistant import agent as module
from bot.assistant.agent import follow_models, load_agent, newest_model, unwrapped
from bot.assistant.lock_store import TurnLockStore
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.tracker_store import SealedTrackerStore
from bot.errors import ModelError, StoreError
from bot.settings import ROOT, Settings
from bot.store.store import Store, open_store
from tests.support.small import SETTINGS

ENDPOINTS = yaml.safe_load((ROOT / "endpoints.yml").read_text("utf-8"))


def add_model(root: Path, name: str, age: int = 0) -> Path:
    path = root / "models" / f"{name}.tar.gz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    os.utime(path, ns=(0, 10**18 - age * 10**9))
    return path


def write_endpoints(root: Path, **types: str | None) -> None:
    """Write endpoints.yml, some of its parts others, or none."""
    parts = {name: given["type"] for name, given in ENDPOINTS.items()} | types
    text = yaml.safe_dump({name: {"type": kind} for name, kind in parts.items() if kind})
    (root / "endpoints.yml").write_text(text, "utf-8")


def test_the_trained_assistant_has_this_projects_parts(agent: Agent) -> None:
    assert isinstance(agent.nlg, LibraryGenerator)
    assert isinstance(agent.tracker_store, SealedTrackerStore)
    assert isinstance(agent.lock_store, TurnLockStore)
    assert agent.processor.tracker_store is agent.tracker_store
    assert agent.is_ready()


def test_the_model_trained_last(tmp_path: Path) -> None:
    assert newest_model(tmp_path / "models") is None
    newest = add_model(tmp_path, "b", age=1)
    add_model(tmp_path, "c", age=2)
    assert newest_model(tmp_path / "models") == newest
    assert newest_model(tmp_path / "models") != add_model(tmp_path, "a")


def test_without_a_model_the_cure_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="train one with 'make train'"):
        load_agent(Settings(root=tmp_path))


@pytest.mark.parametrize(
    ("part", "kind", "named"),
    [
        ("tracker_store", "bot.assistant.tracker_store.Gone", "SealedTrackerStore"),
        ("tracker_store", "InMemory", "SealedTrackerStore"),
        ("tracker_store", None, "SealedTrackerStore"),
        ("lock_store", "in_memory", "TurnLockStore"),
        ("lock_store", None, "TurnLockStore"),
        ("nlg", "response", "LibraryGenerator"),
        ("nlg", None, "LibraryGenerator"),
        ("nlg", "bot.assistant.nlg.Gone", "cannot be used"),
    ],
)
@pytest.mark.filterwarnings("ignore:Tracker store with type:UserWarning")
def test_no_store_that_keeps_conversations_no_other_queue_and_no_other_voice(
    tmp_path: Path, part: str, kind: str | None, named: str
) -> None:
    add_model(tmp_path, "a")
    write_endpoints(tmp_path, **{part: kind})
    with pytest.raises(ModelError, match=rf"endpoints\.yml: {part}\.type .*{named}"):
        load_agent(Settings(root=tmp_path))


def test_without_endpoints_nothing_is_served(tmp_path: Path) -> None:
    add_model(tmp_path, "a")
    (tmp_path / "endpoints.yml").write_text("", "utf-8")
    with pytest.raises(ModelError, match=r"tracker_store\.type"):
        load_agent(Settings(root=tmp_path))


def test_without_its_database_nothing_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_model(tmp_path, "a")
    write_endpoints(tmp_path)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BOT_SECRET_KEY", "k" * 32)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'file.sqlite'}")
    open_store.cache_clear()
    with pytest.raises(StoreError, match="cannot be opened"):
        load_agent(Settings(root=tmp_path))


@pytest.fixture
def store() -> Iterator[Store]:
    open_store.cache_clear()
    store = open_store(SETTINGS)
    yield store
    store.database.close()
    open_store.cache_clear()


class TestUnwrapped:
    """Rasa puts a store that keeps whole conversations behind the one it is given."""

    @pytest.fixture
    def parts(self, store: Store) -> dict[str, Any]:
        return {
            "tracker_store": SealedTrackerStore(Domain.empty(), store=store),
            "lock_store": TurnLockStore(settings=SETTINGS),
            "generator": LibraryGenerator(settings=SETTINGS, store=store),
        }

    def test_the_store_stands_alone_also_in_the_processor(self, parts: dict[str, Any]) -> None:
        agent = Agent(Domain.empty(), **parts)
        agent.processor = SimpleNamespace(tracker_store=agent.tracker_store, graph_runner=None)
        assert isinstance(agent.tracker_store, FailSafeTrackerStore)
        assert unwrapped(agent) is agent
        assert agent.tracker_store is parts["tracker_store"]
        assert agent.processor.tracker_store is parts["tracker_store"]
        assert unwrapped(agent).tracker_store is parts["tracker_store"]

    def test_before_a_model_is_loaded_too(self, parts: dict[str, Any]) -> None:
        agent = unwrapped(Agent(Domain.empty(), **parts))
        assert agent.processor is None
        assert agent.tracker_store is parts["tracker_store"]

    @pytest.mark.parametrize(
        ("part", "other", "named"),
        [
            ("tracker_store", InMemoryTrackerStore(Domain.empty()), "tracker_store"),
            ("tracker_store", None, "tracker_store"),
            ("lock_store", InMemoryLockStore(), "lock_store"),
            ("lock_store", None, "lock_store"),
            ("generator", TemplatedNaturalLanguageGenerator({}), "nlg"),
            ("generator", None, "nlg"),
        ],
    )
    def test_another_part_is_refused(
        self, parts: dict[str, Any], part: str, other: object, named: str
    ) -> None:
        agent = Agent(Domain.empty(), **{**parts, part: other})
        with pytest.raises(ModelError, match=rf"^endpoints\.yml: {named}\.type must name bot\."):
            unwrapped(agent)


class Loads:
    """An agent that only notes which models it is given."""

    def __init__(self) -> None:
        self.processor = SimpleNamespace(graph_runner=None)
        self.models: list[str] = []
        self.noted = asyncio.Event()

    def load_model(self, path: str) -> None:
        self.models.append(Path(path).name)
        self.loop.call_soon_threadsafe(self.noted.set)
        if "broken" in path:
            raise ValueError("canary")

    async def next(self) -> str:
        self.loop = asyncio.get_running_loop()
        await asyncio.wait_for(self.noted.wait(), 5)
        self.noted.clear()
        return self.models[-1]


@pytest_asyncio.fixture
async def follower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loads]:
    monkeypatch.setattr(module, "PAUSE", 0.01)
    monkeypatch.setattr(module, "check_archive", lambda model: None)
    add_model(tmp_path, "first", age=9)
    loads = Loads()
    loads.loop = asyncio.get_running_loop()
    task = asyncio.create_task(follow_models(loads, Settings(root=tmp_path)))  # type: ignore[arg-type]
    yield loads
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_newer_model_is_put_under_the_agent_once(follower: Loads, tmp_path: Path) -> None:
    await asyncio.sleep(0.05)
    assert follower.models == []
    add_model(tmp_path, "second", age=5)
    assert await follower.next() == "second.tar.gz"
    await asyncio.sleep(0.05)
    assert follower.models == ["second.tar.gz"]


async def test_a_model_that_cannot_be_loaded_ends_nothing(
    follower: Loads, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await asyncio.sleep(0.02)
    add_model(tmp_path, "broken", age=5)
    assert await follower.next() == "broken.tar.gz"
    add_model(tmp_path, "third", age=2)
    assert await follower.next() == "third.tar.gz"
    assert "ValueError, the one before stays in use" in caplog.text
    assert "canary" not in caplog.text
