"""The bot's page and menus on the Bot API server of the tests."""

from __future__ import annotations

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
    MenuButtonDefault,
)
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

    async def test_menus_by_scope(self, server: TelegramServer, client: Client) -> None:
        groups = BotCommandScopeAllGroupChats()
        await client.set_my_commands([BotCommand("start", "Begin")], BotCommandScopeDefault())
        await client.set_my_commands([BotCommand("help", "Help")], groups, "de")
        assert list(server.menus) == [""]
        assert server.scoped_menus == {
            '{"type": "all_group_chats"}': {"de": [{"command": "help", "description": "Help"}]}
        }
        assert [c.command for c in await client.get_my_commands(groups, "de")] == ["help"]
        await client.delete_my_commands(groups, "de")
        assert await client.get_my_commands(groups, "de") == ()

    @pytest.mark.parametrize(
        ("scope", "reason"),
        [
            ({"type": "everybody"}, "unsupported type"),
            ({"type": "chat"}, "can't find field chat_id"),
            ({"type": "chat", "chat_id": 5}, "chat not found"),
        ],
    )
    async def test_bad_scopes_are_refused(
        self, client: Client, scope: dict[str, object], reason: str
    ) -> None:
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await client.set_my_commands([("a", "x")], api_kwargs={"scope": scope})

    async def test_a_menu_of_100_commands_and_no_more(self, client: Client) -> None:
        commands = [BotCommand(f"c{n}", "x") for n in range(101)]
        await client.set_my_commands(commands[:100])
        with pytest.raises(BadRequest, match="(?i)too_much"):
            await client.set_my_commands(commands)

    async def test_the_menu_button(self, server: TelegramServer, client: Client) -> None:
        server.person(1).says("/start")
        await client.set_chat_menu_button(menu_button=MenuButtonCommands())
        await client.set_chat_menu_button(1, MenuButtonDefault())
        assert server.menu_buttons == {None: {"type": "commands"}, 1: {"type": "default"}}
        assert (await client.get_chat_menu_button(1)).type == "default"
        server.group(-1)
        for chat, reason in ((5, "chat not found"), (-1, "private chat")):
            with pytest.raises(BadRequest, match=f"(?i){reason}"):
                await client.set_chat_menu_button(chat)
        for button, reason in (({"type": "red"}, "type"), ({"type": "web_app"}, "find field")):
            with pytest.raises(BadRequest, match=f"(?i){reason}"):
                await client.set_chat_menu_button(api_kwargs={"menu_button": button})

    async def test_a_bad_language_is_refused(self, client: Client) -> None:
        with pytest.raises(BadRequest, match="language code"):
            await client.set_my_description("x", "deu")

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
