"""What the assistant shows on Telegram, and what runs beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from html import escape
from typing import Any

import pytest

from bot.assistant.commands import PAYLOADS, UNSUPPORTED
from bot.cli import telegram
from bot.cli.telegram import run, surface
from bot.privacy import pseudonym
from bot.settings import Settings
from tests.support.fake_agent import FakeAgent
from tests.support.small import edition

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
    def parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Serving that notes its arguments, following that notes its end."""
        self.served: dict[str, Any] = {}
        self.following: list[str] = []

        async def follow(agent: object, settings: Settings) -> None:
            self.following.append("begun")
            try:
                await asyncio.sleep(60)
            finally:
                self.following.append("ended")

        async def serve(**given: Any) -> None:
            await asyncio.sleep(0)
            self.served = given

        monkeypatch.setattr(telegram, "follow_models", follow)
        monkeypatch.setattr(telegram, "serve", serve)

    async def test_it_serves_under_pseudonyms(self) -> None:
        agent = FakeAgent()
        await run(agent, SETTINGS)  # type: ignore[arg-type]
        assert self.served["token"] == "1:canary"
        assert self.served["api_url"] == SETTINGS.telegram_api_url
        assert self.served["pseudonym"](7) == pseudonym(KEY, 7)
        assert self.served["on_new_message"] == agent.handle_message
        assert self.served["surface"] is surface()

    async def test_newer_models_are_followed_just_as_long(self) -> None:
        await run(FakeAgent(), SETTINGS)  # type: ignore[arg-type]
        assert self.following == ["begun", "ended"]

    async def test_a_refusal_ends_both(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def refuse(**_: Any) -> None:
            await asyncio.sleep(0)
            raise ConnectionError

        monkeypatch.setattr(telegram, "serve", refuse)
        with pytest.raises(ConnectionError):
            await run(FakeAgent(), SETTINGS)  # type: ignore[arg-type]
        assert self.following == ["begun", "ended"]

    @pytest.mark.parametrize("settings", [Settings(), Settings(telegram_token="1:canary")])
    async def test_without_token_or_key_nothing_is_served(self, settings: Settings) -> None:
        await run(FakeAgent(), settings)  # type: ignore[arg-type]
        assert self.served == {} and self.following == []
