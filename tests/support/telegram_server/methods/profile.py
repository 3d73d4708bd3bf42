"""The bot's menus and the texts of its page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.methods.places import open_chat
from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import Kind, document, text, whole
from tests.support.telegram_server.refusal import Unknown, bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

AUDIENCE: dict[str, Kind] = {"scope": document(dict), "language_code": text}
SCOPES: dict[str, set[str]] = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
BUTTONS: dict[str, set[str]] = {"default": set(), "commands": set(), "web_app": {"text", "web_app"}}


@method("setMyCommands", {"commands": document(list)}, AUDIENCE)
async def set_my_commands(server: TelegramServer, given: dict[str, Any]) -> Any:
    if len(given["commands"]) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in given["commands"]:
        if set(command) != {"command", "description"}:
            raise bad_request("can't parse BotCommand")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    _menus(server, given)[_language(given)] = given["commands"]
    return True


@method("getMyCommands", {}, AUDIENCE)
async def get_my_commands(server: TelegramServer, given: dict[str, Any]) -> Any:
    return _menus(server, given).get(_language(given), [])


@method("deleteMyCommands", {}, AUDIENCE)
async def delete_my_commands(server: TelegramServer, given: dict[str, Any]) -> Any:
    _menus(server, given).pop(_language(given), None)
    return True


@method("setChatMenuButton", {}, {"chat_id": whole, "menu_button": document(dict)})
async def set_chat_menu_button(server: TelegramServer, given: dict[str, Any]) -> Any:
    button = given.get("menu_button", {"type": "default"})
    _check_kind("MenuButton", button, BUTTONS)
    server.menu_buttons[_private(server, given)] = button
    return True


@method("getChatMenuButton", {}, {"chat_id": whole})
async def get_chat_menu_button(server: TelegramServer, given: dict[str, Any]) -> Any:
    everybodys = server.menu_buttons.get(None, {"type": "commands"})
    return server.menu_buttons.get(_private(server, given), everybodys)


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


def _menus(server: TelegramServer, given: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The menus of a scope, by language."""
    scope = given.get("scope", {"type": "default"})
    _check_kind("BotCommandScope", scope, SCOPES)
    if scope["type"] == "default":
        return server.menus
    if "chat_id" in scope:
        open_chat(server, whole(scope["chat_id"]))
    return server.scoped_menus.setdefault(json.dumps(scope, sort_keys=True), {})


def _private(server: TelegramServer, given: Mapping[str, Any]) -> int | None:
    if "chat_id" not in given:
        return None
    if given["chat_id"] < 0:
        raise bad_request("chat_id must be a private chat")
    return open_chat(server, given["chat_id"]).id


def _check_kind(what: str, given: Mapping[str, Any], kinds: Mapping[str, set[str]]) -> None:
    kind = str(given.get("type"))
    if kind not in kinds:
        raise bad_request(f"can't parse {what}: unsupported type specified")
    if missing := kinds[kind] - set(given):
        raise bad_request(f"can't parse {what}: can't find field {min(missing)}")
    if strangers := set(given) - kinds[kind] - {"type"}:
        raise Unknown(f"{what} with {', '.join(sorted(strangers))}")
