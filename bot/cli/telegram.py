"""Serves the assistant on Telegram."""

from __future__ import annotations

import asyncio
import logging
from functools import cache, partial
from html import escape

from rasa.core.agent import Agent

from bot.assistant.agent import follow_models, unwrapped
from bot.assistant.commands import DESCRIPTIONS, PAYLOADS, UNSUPPORTED
from bot.library.live import Edition
from bot.logs import configure_logging
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.store.store import Store, open_store
from bot.telegram.channel import serve
from bot.telegram.surface import Surface

logger = logging.getLogger(__name__)

CLEANING_PAUSE = 60.0
"""Seconds between two looks for what has expired."""


def surface_for_rasa() -> Surface:
    """What credentials.telegram.yml names: the surface, with the log taken over from Rasa.

    `rasa run` has set up its own log before it asks for this.
    """
    configure_logging(Settings.from_environment().log_level)
    return surface()


@cache
def surface() -> Surface:
    """What the assistant shows on Telegram."""
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
    return Surface(PAYLOADS, UNSUPPORTED, failure, pseudonym, menu, unwrapped)


async def run(agent: Agent, settings: Settings) -> None:
    """Answer on Telegram until stopped.

    Raises:
        TelegramError: Telegram refuses to serve.
    """
    if settings.telegram_token is None or settings.secret_key is None:
        return
    alongside = [
        asyncio.create_task(follow_models(agent, settings)),
        asyncio.create_task(keep_clean(open_store(settings))),
    ]
    try:
        await serve(
            token=settings.telegram_token,
            api_url=settings.telegram_api_url,
            pseudonym=partial(pseudonym, settings.secret_key),
            surface=surface(),
            on_new_message=agent.handle_message,
        )
    finally:
        for task in alongside:
            task.cancel()
        await asyncio.gather(*alongside, return_exceptions=True)
        await open_store(settings).catch_up()  # what waits for the database dies with the process


async def keep_clean(store: Store) -> None:
    """Delete what has expired, and write what the database did not take. Until cancelled."""
    while True:
        try:
            await store.catch_up()
        except Exception as error:  # the next look must come
            logger.error("store: %s", type(error).__name__)
        await asyncio.sleep(CLEANING_PAUSE)
