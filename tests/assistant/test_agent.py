"""The newest model under this project's parts; models that come while messages are answered."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.assistant import agent as module
from bot.assistant.agent import follow_models, load_agent, newest_model
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.tracker_store import EphemeralTrackerStore
from bot.errors import ModelError
from bot.settings import Settings

ENDPOINTS = """\
nlg:
  type: {generator}
tracker_store:
  type: {store}
"""
GENERATOR = "bot.assistant.nlg.LibraryGenerator"
STORE = "bot.assistant.tracker_store.EphemeralTrackerStore"


def add_model(root: Path, name: str, age: int = 0) -> Path:
    path = root / "models" / f"{name}.tar.gz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    os.utime(path, ns=(0, 10**18 - age * 10**9))
    return path


def test_the_trained_assistant_has_this_projects_parts(agent: Agent) -> None:
    assert isinstance(agent.nlg, LibraryGenerator)
    assert isinstance(agent.tracker_store, FailSafeTrackerStore)
    assert isinstance(agent.tracker_store._tracker_store, EphemeralTrackerStore)
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
    ("generator", "store", "named"),
    [
        (GENERATOR, "bot.assistant.tracker_store.Gone", "tracker_store.type"),
        (GENERATOR, "InMemory", "tracker_store.type"),
        ("bot.assistant.nlg.Gone", STORE, "nlg.type"),
        ("response", STORE, "nlg.type"),
    ],
)
@pytest.mark.filterwarnings("ignore:Tracker store with type:UserWarning")
def test_no_store_that_keeps_conversations_and_no_other_voice(
    tmp_path: Path, generator: str, store: str, named: str
) -> None:
    add_model(tmp_path, "a")
    text = ENDPOINTS.format(generator=generator, store=store)
    (tmp_path / "endpoints.yml").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=named):
        load_agent(Settings(root=tmp_path))


def test_without_endpoints_nothing_is_served(tmp_path: Path) -> None:
    add_model(tmp_path, "a")
    (tmp_path / "endpoints.yml").write_text("", "utf-8")
    with pytest.raises(ModelError, match="tracker_store.type"):
        load_agent(Settings(root=tmp_path))


class Loads:
    """An agent that only notes which models it is given."""

    def __init__(self) -> None:
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
