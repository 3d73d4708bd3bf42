"""Serves the assistant on Telegram."""

from __future__ import annotations

import asyncio
import contextlib
from functools import cache, partial
from html import escape

from rasa.core.agent import Agent

from bot.assistant.agent import follow_models
from bot.assistant.commands import DESCRIPTIONS, PAYLOADS, UNSUPPORTED
from bot.library.live import Edition
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.telegram.channel import serve
from bot.telegram.surface import Surface


@cache
def surface() -> Surface:
    """What the assistant shows on Telegram; named in credentials.telegram.yml."""
    edition = Edition.read(Settings.from_environment().root)

    def failure(language_code: str | None) -> str:
        catalog = edition.languages.catalog(edition.languages.negotiate(language_code))
        return escape(catalog.gettext(edition.responses["utter_default"].text), quote=False)

    menu = {
        "" if code == "en" else code: {
            name: catalog.gettext(description) for name, description in DESCRIPTIONS.items()
        }
        for code, catalog in edition.languages.catalogs.items()
    }
    return Surface(PAYLOADS, UNSUPPORTED, failure, pseudonym, menu)


async def run(agent: Agent, settings: Settings) -> None:
    """Answer on Telegram until stopped.

    Raises:
        TelegramError: Telegram refuses to serve.
    """
    if settings.telegram_token is None or settings.secret_key is None:
        return
    following = asyncio.create_task(follow_models(agent, settings))
    try:
        await serve(
            token=settings.telegram_token,
            api_url=settings.telegram_api_url,
            pseudonym=partial(pseudonym, settings.secret_key),
            surface=surface(),
            on_new_message=agent.handle_message,
        )
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
