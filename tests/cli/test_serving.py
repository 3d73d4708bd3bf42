"""Serving on Telegram, and what runs beside it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli import serving
from bot.cli.serving import connection, connection_for_rasa, keep_clean, run
from bot.cli.telegram import surface
from bot.errors import SettingsError
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.store.store import Store
from bot.telegram.connection import Connection
from bot.telegram.delivery import Manner
from bot.telegram.webhook import WebhookSettings
from tests.support.fake_agent import FakeAgent
from tests.support.kept import Kept
from tests.support.stores import MEMORY, rows

WHOLE = ["following begun", "cleaning begun", "following ended", "cleaning ended"]
KEY = b"a key of at least thirty-two bytes"
URL = "https://bot.example.org/webhooks/telegram/webhook"
SETTINGS = Settings(
    telegram_token="1:canary",
    secret_key=KEY,
    telegram_api_url="http://[::1]:1",
    listen=("127.0.0.1", 8099),
)


class TestConnection:
    def test_the_settings_make_it(self, tmp_path: Path) -> None:
        settings = replace(
            SETTINGS, protect_content=True, disable_notification=True, state=tmp_path
        )
        assert connection(settings) == Connection(
            "1:canary", KEY, "http://[::1]:1", None, Manner(True, True), tmp_path
        )

    def test_with_a_webhook(self) -> None:
        settings = replace(
            SETTINGS,
            webhook_url=URL,
            webhook_secret="canary-secret",
            webhook_from=("149.154.160.0/20",),
        )
        expected = WebhookSettings(URL, "canary-secret", ("149.154.160.0/20",))
        assert connection(settings).webhook == expected

    @pytest.mark.parametrize(
        "changes",
        [
            {"webhook_url": "https://bot.example.org:8080/"},
            {"webhook_url": URL, "webhook_secret": "canary secret"},
        ],
    )
    def test_a_webhook_that_telegram_would_refuse(self, changes: dict[str, str]) -> None:
        with pytest.raises(SettingsError, match="^TELEGRAM_WEBHOOK_URL, .* cannot be") as caught:
            connection(replace(SETTINGS, **changes))  # type: ignore[arg-type]
        assert "canary" not in str(caught.value)

    @pytest.mark.parametrize(
        "settings", [Settings(), Settings(telegram_token="1:canary"), Settings(secret_key=KEY)]
    )
    def test_without_token_or_key_there_is_none(self, settings: Settings) -> None:
        with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN and BOT_SECRET_KEY") as caught:
            connection(settings)
        assert "canary" not in str(caught.value)


class TestConnectionForRasa:
    def test_it_is_made_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
        monkeypatch.setenv("BOT_SECRET_KEY", KEY.decode())
        assert connection_for_rasa() == connection(Settings.from_environment())

    @pytest.mark.parametrize(
        ("environment", "said"),
        [
            ({}, "Set TELEGRAM_BOT_TOKEN and BOT_SECRET_KEY"),
            ({"TELEGRAM_BOT_TOKEN": "1:canary"}, "BOT_SECRET_KEY must be set"),
            ({"TELEGRAM_LISTEN": "canary"}, "TELEGRAM_LISTEN must be a host"),
        ],
    )
    def test_what_is_wrong_is_said_without_a_second_full_stop(
        self, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(ValueError, match=said) as caught:
            connection_for_rasa()
        assert "canary" not in str(caught.value)
        assert not str(caught.value).endswith(".")


class TestRun:
    @pytest.fixture(autouse=True)
    def parts(self, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
        """Serving that notes its arguments; what runs beside it notes its beginning and end."""
        self.served: tuple[Any, ...] = ()
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

        async def serve(*given: Any) -> None:
            await asyncio.sleep(0)
            self.served = given

        monkeypatch.setattr(serving, "open_store", lambda settings: kept.store)
        monkeypatch.setattr(serving, "follow_models", follow)
        monkeypatch.setattr(serving, "keep_clean", clean)
        monkeypatch.setattr(serving, "serve", serve)

    async def test_it_serves_under_pseudonyms(self) -> None:
        agent = FakeAgent()
        await run(agent, self.settings)
        way, shown, *others = self.served
        assert way == connection(self.settings)
        assert way.pseudonym(shown)(7) == pseudonym(KEY, 7)
        assert shown is surface()
        assert others == [agent.handle_message, agent, SETTINGS.listen]

    async def test_newer_models_are_followed_and_the_store_is_kept_clean_just_as_long(
        self, kept: Kept
    ) -> None:
        await run(FakeAgent(), self.settings)
        assert self.beside == WHOLE
        assert self.cleaned == [kept.store]

    async def test_what_still_waits_for_the_database_is_written_before_the_end(
        self, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def serve(*_: Any) -> None:
            kept.down()
            await kept.store.memories.keep("p", MEMORY)
            kept.back()

        monkeypatch.setattr(serving, "serve", serve)
        await run(FakeAgent(), self.settings)
        assert await kept.again().memories.recall("p") == MEMORY

    async def test_a_refusal_ends_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def refuse(*_: Any) -> None:
            await asyncio.sleep(0)
            raise ConnectionError

        monkeypatch.setattr(serving, "serve", refuse)
        with pytest.raises(ConnectionError):
            await run(FakeAgent(), self.settings)
        assert self.beside == WHOLE

    @pytest.mark.parametrize("settings", [Settings(), Settings(telegram_token="1:canary")])
    async def test_without_token_or_key_nothing_is_served(self, settings: Settings) -> None:
        with pytest.raises(SettingsError):
            await run(FakeAgent(), settings)
        assert self.served == () and self.beside == []


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
        monkeypatch.setattr(serving, "CLEANING_PAUSE", 0.005)

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
