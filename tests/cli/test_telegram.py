"""What the assistant shows on Telegram, and what runs beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import pytest

from bot.assistant.agent import unwrapped
from bot.assistant.commands import PAYLOADS, UNSUPPORTED
from bot.cli import telegram
from bot.cli.telegram import keep_clean, run, surface, surface_for_rasa
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.store.store import Store
from tests.support.fake_agent import FakeAgent
from tests.support.kept import Kept
from tests.support.small import SETTINGS as SMALL
from tests.support.small import edition
from tests.support.stores import MEMORY, rows

WHOLE = ["following begun", "cleaning begun", "following ended", "cleaning ended"]
KEY = b"a key of at least thirty-two bytes"
SETTINGS = Settings(telegram_token="1:canary", secret_key=KEY, telegram_api_url="http://[::1]:1")


@pytest.fixture
def fresh(small_root: object) -> Iterator[None]:
    """The surface of the small library."""
    surface.cache_clear()
    yield
    surface.cache_clear()


@pytest.mark.usefixtures("fresh")
class TestSurface:
    def test_commands_and_pseudonyms_are_the_assistants(self) -> None:
        assert surface().commands == PAYLOADS
        assert surface().unsupported == UNSUPPORTED
        assert surface().pseudonym is pseudonym
        assert surface() is surface()

    def test_an_agent_with_other_parts_must_not_serve(self) -> None:
        assert surface().check is unwrapped

    def test_for_rasas_server_the_log_is_taken_over_first(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        levels: list[str] = []
        monkeypatch.setattr(telegram, "configure_logging", levels.append)
        assert surface_for_rasa() is surface()
        assert levels == [SMALL.log_level]
        surface()
        assert levels == [SMALL.log_level], "only rasa's server has set up another one"

    @pytest.mark.parametrize(
        ("code", "language"),
        [("ru", "ru"), ("ru-RU", "ru"), ("uk", "ru"), ("en", "en"), ("de", "en"), (None, "en")],
    )
    def test_the_calm_sentence_in_the_readers_language(
        self, code: str | None, language: str
    ) -> None:
        text = edition().responses["utter_default"].text
        expected = escape(edition().languages.catalog(language).gettext(text), quote=False)
        assert surface().failure(code) == expected

    def test_a_menu_in_every_language(self) -> None:
        assert set(surface().menu) == {"", "ru"}
        for commands in surface().menu.values():
            assert list(commands) == list(PAYLOADS)
            assert all(commands.values())


class TestRun:
    @pytest.fixture(autouse=True)
    def parts(self, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
        """Serving that notes its arguments; what runs beside it notes its beginning and end."""
        self.served: dict[str, Any] = {}
        self.beside: list[str] = []
        self.cleaned: list[Store] = []
        self.settings = replace(SETTINGS, database_url=kept.settings.database_url)

        async def runs(name: str) -> None:
            self.beside.append(f"{name} begun")
            try:
                await asyncio.sleep(60)
            finally:
                self.beside.append(f"{name} ended")

        async def follow(agent: object, settings: Settings) -> None:
            await runs("following")

        async def clean(store: Store) -> None:
            self.cleaned.append(store)
            await runs("cleaning")

        async def serve(**given: Any) -> None:
            await asyncio.sleep(0)
            self.served = given

        monkeypatch.setattr(telegram, "open_store", lambda settings: kept.store)
        monkeypatch.setattr(telegram, "follow_models", follow)
        monkeypatch.setattr(telegram, "keep_clean", clean)
        monkeypatch.setattr(telegram, "serve", serve)

    async def test_it_serves_under_pseudonyms(self) -> None:
        agent = FakeAgent()
        await run(agent, self.settings)  # type: ignore[arg-type]
        assert self.served["token"] == "1:canary"
        assert self.served["api_url"] == SETTINGS.telegram_api_url
        assert self.served["pseudonym"](7) == pseudonym(KEY, 7)
        assert self.served["on_new_message"] == agent.handle_message
        assert self.served["surface"] is surface()

    async def test_newer_models_are_followed_and_the_store_is_kept_clean_just_as_long(
        self, kept: Kept
    ) -> None:
        await run(FakeAgent(), self.settings)  # type: ignore[arg-type]
        assert self.beside == WHOLE
        assert self.cleaned == [kept.store]

    async def test_what_still_waits_for_the_database_is_written_before_the_end(
        self, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def serve(**_: Any) -> None:
            kept.down()
            await kept.store.memories.keep("p", MEMORY)
            kept.back()

        monkeypatch.setattr(telegram, "serve", serve)
        await run(FakeAgent(), self.settings)  # type: ignore[arg-type]
        assert await kept.again().memories.recall("p") == MEMORY

    async def test_a_refusal_ends_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def refuse(**_: Any) -> None:
            await asyncio.sleep(0)
            raise ConnectionError

        monkeypatch.setattr(telegram, "serve", refuse)
        with pytest.raises(ConnectionError):
            await run(FakeAgent(), self.settings)  # type: ignore[arg-type]
        assert self.beside == WHOLE

    @pytest.mark.parametrize("settings", [Settings(), Settings(telegram_token="1:canary")])
    async def test_without_token_or_key_nothing_is_served(self, settings: Settings) -> None:
        await run(FakeAgent(), settings)  # type: ignore[arg-type]
        assert self.served == {} and self.beside == []


class Looks:
    """A store that counts the looks and fails at the first."""

    def __init__(self) -> None:
        self.count = 0
        self.enough = asyncio.Event()

    async def catch_up(self) -> None:
        self.count += 1
        if self.count == 3:
            self.enough.set()
        if self.count == 1:
            raise OSError("canary")


class TestKeepingClean:
    @pytest.fixture(autouse=True)
    def hurried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(telegram, "CLEANING_PAUSE", 0.005)

    async def test_again_and_again_whatever_fails(self, caplog: pytest.LogCaptureFixture) -> None:
        store = Looks()
        task = asyncio.create_task(keep_clean(store))  # type: ignore[arg-type]
        await asyncio.wait_for(store.enough.wait(), 5)
        await ended(task)
        assert "store: OSError" in caplog.text
        assert "canary" not in caplog.text

    async def test_what_waits_for_the_database_is_written_when_it_is_back(self, kept: Kept) -> None:
        kept.down()
        await kept.store.memories.keep("p", MEMORY)
        task = asyncio.create_task(keep_clean(kept.store))
        await asyncio.sleep(0.05)
        assert rows(kept.store.database) == []
        kept.back()
        while not rows(kept.store.database):
            await asyncio.sleep(0.01)
        await ended(task)
        assert await kept.again().memories.recall("p") == MEMORY


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
