"""Serves the assistant on Telegram."""

from __future__ import annotations

import asyncio
import logging

from rasa.core.agent import Agent

from bot.assistant.agent import follow_models
from bot.cli.telegram import surface
from bot.errors import SettingsError
from bot.settings import Settings
from bot.store.store import Store, open_store
from bot.telegram.connection import Connection
from bot.telegram.delivery import Manner
from bot.telegram.server import serve
from bot.telegram.webhook import WebhookSettings

logger = logging.getLogger(__name__)

CLEANING_PAUSE = 60.0
"""Seconds between two looks for what has expired."""


def connection_for_rasa() -> Connection:
    """What credentials.yml names: how Telegram is reached, from the environment.

    Raises:
        ValueError: there is no token, or a setting cannot be used.
    """
    try:
        return connection(Settings.from_environment())
    except SettingsError as wrong:
        raise ValueError(str(wrong).rstrip(".")) from wrong


def connection(settings: Settings) -> Connection:
    """How Telegram is reached.

    Raises:
        SettingsError: there is no token, or the webhook cannot be used.
    """
    if settings.telegram_token is None or settings.secret_key is None:
        raise SettingsError("Set TELEGRAM_BOT_TOKEN and BOT_SECRET_KEY.")
    webhook = None
    if settings.webhook_url:
        try:
            webhook = WebhookSettings(
                settings.webhook_url, settings.webhook_secret, settings.webhook_from
            )
        except ValueError as wrong:
            raise SettingsError(
                f"TELEGRAM_WEBHOOK_URL, _SECRET or _FROM cannot be used: {wrong}."
            ) from wrong
    return Connection(
        token=settings.telegram_token,
        secret_key=settings.secret_key,
        api_url=settings.telegram_api_url,
        webhook=webhook,
        manner=Manner(settings.protect_content, settings.disable_notification),
        folder=settings.state,
    )


async def run(agent: Agent, settings: Settings) -> None:
    """Answer on Telegram until stopped.

    Raises:
        TelegramError: Telegram refuses to serve.
        SettingsError: there is no token, or the webhook cannot be used.
    """
    way = connection(settings)
    alongside = [
        asyncio.create_task(follow_models(agent, settings)),
        asyncio.create_task(keep_clean(open_store(settings))),
    ]
    try:
        await serve(way, surface(), agent.handle_message, agent, settings.listen)
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
