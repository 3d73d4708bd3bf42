"""The bot's menus and the texts of its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import Kind, document, text
from tests.support.telegram_server.refusal import bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

_SCOPE: dict[str, Kind] = {"scope": document(dict), "language_code": text}


@method("setMyCommands", {"commands": document(list)}, _SCOPE)
async def set_my_commands(server: TelegramServer, given: dict[str, Any]) -> Any:
    if not 0 < len(given["commands"]) <= 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in given["commands"]:
        if set(command) != {"command", "description"}:
            raise bad_request("can't parse BotCommand")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    server.menus[_language(given)] = given["commands"]
    return True


@method("getMyCommands", {}, _SCOPE)
async def get_my_commands(server: TelegramServer, given: dict[str, Any]) -> Any:
    return server.menus.get(_language(given), [])


def _profile_text(name: str, field: str, longest: int) -> None:
    """The pair of methods for one text of the bot's profile."""

    @method(f"set{name}", {}, {field: text, "language_code": text})
    async def set_text(server: TelegramServer, given: dict[str, Any]) -> Any:
        if len(given.get(field, "")) > longest:
            raise bad_request(f"{field} is too long")
        server.profile[field, _language(given)] = given.get(field, "")
        return True

    @method(f"get{name}", {}, {"language_code": text})
    async def get_text(server: TelegramServer, given: dict[str, Any]) -> Any:
        return {field: server.profile.get((field, _language(given)), "")}


_profile_text("MyName", "name", 64)
_profile_text("MyDescription", "description", 512)
_profile_text("MyShortDescription", "short_description", 120)


def _language(given: Mapping[str, Any]) -> str:
    code: str = given.get("language_code", "")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code
