"""The bot's page and menus on the Bot API server of the tests."""

from __future__ import annotations

import pytest
from telegram import BotCommand
from telegram.error import BadRequest

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer


class TestProfile:
    async def test_menus(self, server: TelegramServer, client: Client) -> None:
        await client.set_my_commands([BotCommand("start", "Begin")])
        await client.set_my_commands([BotCommand("start", "Anfang")], language_code="de")
        assert [c.description for c in await client.get_my_commands()] == ["Begin"]
        assert [c.description for c in await client.get_my_commands(language_code="de")] == [
            "Anfang"
        ]

    @pytest.mark.parametrize(
        ("command", "description"), [("Start", "x"), ("a-b", "x"), ("a", ""), ("a", "x" * 257)]
    )
    async def test_bad_menus_are_refused(
        self, client: Client, command: str, description: str
    ) -> None:
        with pytest.raises(BadRequest, match="(?i)bot_command"):
            await client.set_my_commands([BotCommand(command, description)])

    async def test_texts_of_the_profile(self, client: Client) -> None:
        await client.set_my_name("Bot")
        await client.set_my_description("About", language_code="de")
        await client.set_my_short_description("Short")
        assert (await client.get_my_name()).name == "Bot"
        assert (await client.get_my_description("de")).description == "About"
        assert (await client.get_my_short_description()).short_description == "Short"
        with pytest.raises(BadRequest, match="too long"):
            await client.set_my_short_description("x" * 121)

    async def test_who_it_is(self, client: Client) -> None:
        assert (await client.get_me()).is_bot
