"""The bot's page, menus and button, in each language; whatever Telegram refuses is left out."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import BotCommand, MenuButtonCommands
from telegram.error import TelegramError

from bot.telegram.client import Client
from bot.telegram.surface import Profile, Surface

logger = logging.getLogger(__name__)


async def publish(client: Client, surface: Surface) -> None:
    """Set what is not set already: Telegram admits few changes a day.

    Args:
        client: the connection.
        surface: what the assistant shows.
    """
    for language, commands in surface.menu.items():
        await _try("a menu", _set_menu, client, language, commands)
    for language, profile in surface.profile.items():
        await _try("a description", _set_description, client, language, profile)
        await _try("a short description", _set_short_description, client, language, profile)
    await _try("the menu button", _set_button, client)


async def _try(what: str, act: Callable[..., Awaitable[None]], *given: Any) -> None:
    try:
        await act(*given)
    except TelegramError as trouble:
        logger.warning("telegram: %s was not set (%s)", what, type(trouble).__name__)


async def _set_menu(client: Client, language: str, commands: Mapping[str, str]) -> None:
    wanted = [BotCommand(name, description) for name, description in commands.items()]
    if list(await client.get_my_commands(language_code=language or None)) != wanted:
        await client.set_my_commands(wanted, language_code=language or None)


async def _set_description(client: Client, language: str, profile: Profile) -> None:
    code = language or None
    if (await client.get_my_description(code)).description != profile.description:
        await client.set_my_description(profile.description, code)


async def _set_short_description(client: Client, language: str, profile: Profile) -> None:
    code = language or None
    now = await client.get_my_short_description(code)
    if now.short_description != profile.short_description:
        await client.set_my_short_description(profile.short_description, code)


async def _set_button(client: Client) -> None:
    await client.set_chat_menu_button(menu_button=MenuButtonCommands())
