"""The methods of the Bot API, with their refusals."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.markup import utf16, visible
from tests.support.telegram_server.parameters import Kind, document, text, truth, whole
from tests.support.telegram_server.people import Person, Reply
from tests.support.telegram_server.refusal import Refusal, Unknown, bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

Method = Callable[["TelegramServer", dict[str, Any]], Awaitable[Any]]

TWO_DAYS = 48 * 3600
QUERY_AGE = 15 * 60
ACTIONS = ("typing", "upload_photo", "upload_document")
METHODS: dict[str, tuple[Method, dict[str, Kind], dict[str, Kind]]] = {}
MESSAGE_OPTIONS: dict[str, Kind] = {
    "parse_mode": text,
    "link_preview_options": document(dict),
    "reply_markup": document(dict),
}


def method(
    name: str,
    required: Mapping[str, Kind] | None = None,
    optional: Mapping[str, Kind] | None = None,
) -> Callable[[Method], Method]:
    """Registers a method with its parameters."""

    def register(function: Method) -> Method:
        METHODS[name] = (function, dict(required or {}), dict(optional or {}))
        return function

    return register


@method("getMe")
async def get_me(server: TelegramServer, given: dict[str, Any]) -> Any:
    return server.bot_user | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


@method(
    "getUpdates",
    optional={"offset": whole, "limit": whole, "timeout": whole, "allowed_updates": document(list)},
)
async def get_updates(server: TelegramServer, given: dict[str, Any]) -> Any:
    limit, timeout = given.get("limit", 100), given.get("timeout", 0)
    if not 1 <= limit <= 100 or not 0 <= timeout <= 50:
        raise Unknown(f"getUpdates with limit {limit}, timeout {timeout}")
    if server.webhook:
        raise Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    if "allowed_updates" in given:
        server.updates.wanted = given["allowed_updates"]
    return await server.updates.get(given.get("offset", 0), limit, timeout)


@method("deleteWebhook", optional={"drop_pending_updates": truth})
async def delete_webhook(server: TelegramServer, given: dict[str, Any]) -> Any:
    if given.get("drop_pending_updates"):
        raise Unknown("deleteWebhook that drops what people wrote")
    server.webhook = ""
    return True


@method("getWebhookInfo")
async def get_webhook_info(server: TelegramServer, given: dict[str, Any]) -> Any:
    return {
        "url": server.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(server.updates.pending),
    }


@method(
    "sendMessage",
    {"chat_id": whole, "text": text},
    MESSAGE_OPTIONS | {"disable_notification": truth, "protect_content": truth},
)
async def send_message(server: TelegramServer, given: dict[str, Any]) -> Any:
    person = _person(server, given["chat_id"])
    seen, entities = visible(given["text"], given.get("parse_mode"))
    reply = Reply(
        message_id=server.next_message_id(),
        text=seen.strip(),
        source=given["text"],
        parse_mode=given.get("parse_mode"),
        entities=entities,
        keyboard=_keyboard(given),
        options={k: v for k, v in given.items() if k not in ("chat_id", "text", "reply_markup")},
        sent_at=server.now(),
    )
    person.arrived.append(reply)
    server.sent()
    return _message(server, person, reply)


@method("editMessageText", {"chat_id": whole, "message_id": whole, "text": text}, MESSAGE_OPTIONS)
async def edit_message_text(server: TelegramServer, given: dict[str, Any]) -> Any:
    person, reply = _editable(server, given)
    seen, entities = visible(given["text"], given.get("parse_mode"))
    keyboard = _keyboard(given)
    if (seen.strip(), entities, keyboard) == (reply.text, reply.entities, reply.keyboard):
        raise _not_modified()
    reply.text, reply.entities, reply.keyboard = seen.strip(), entities, keyboard
    reply.source, reply.parse_mode = given["text"], given.get("parse_mode")
    return _message(server, person, reply)


@method(
    "editMessageReplyMarkup",
    {"chat_id": whole, "message_id": whole},
    {"reply_markup": document(dict)},
)
async def edit_message_reply_markup(server: TelegramServer, given: dict[str, Any]) -> Any:
    person, reply = _editable(server, given)
    keyboard = _keyboard(given)
    if keyboard == reply.keyboard:
        raise _not_modified()
    reply.keyboard = keyboard
    return _message(server, person, reply)


@method("deleteMessage", {"chat_id": whole, "message_id": whole})
async def delete_message(server: TelegramServer, given: dict[str, Any]) -> Any:
    if not _delete(server, given["chat_id"], given["message_id"]):
        raise bad_request("message to delete not found")
    return True


@method("deleteMessages", {"chat_id": whole, "message_ids": document(list)})
async def delete_messages(server: TelegramServer, given: dict[str, Any]) -> Any:
    if not 1 <= len(given["message_ids"]) <= 100:
        raise bad_request("wrong number of message identifiers")
    for message_id in given["message_ids"]:
        _delete(server, given["chat_id"], message_id)
    return True


@method("sendChatAction", {"chat_id": whole, "action": text})
async def send_chat_action(server: TelegramServer, given: dict[str, Any]) -> Any:
    if given["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    _person(server, given["chat_id"]).typing += 1
    return True


@method(
    "answerCallbackQuery",
    {"callback_query_id": text},
    {"text": text, "show_alert": truth, "cache_time": whole},
)
async def answer_callback_query(server: TelegramServer, given: dict[str, Any]) -> Any:
    if len(given.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    asked_at = server.open_queries.pop(given["callback_query_id"], None)
    if asked_at is None or server.now() - asked_at > QUERY_AGE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return True


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


def _person(server: TelegramServer, chat_id: int) -> Person:
    person = server.people.get(chat_id)
    if person is None or not person.has_started:
        raise bad_request("chat not found")
    if person.has_blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return person


def _editable(server: TelegramServer, given: Mapping[str, Any]) -> tuple[Person, Reply]:
    person = _person(server, given["chat_id"])
    for reply in person.replies:
        if reply.message_id == given["message_id"]:
            return person, reply
    if given["message_id"] in person.own_messages:
        raise bad_request("message can't be edited")
    raise bad_request("message to edit not found")


def _not_modified() -> Refusal:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )


def _delete(server: TelegramServer, chat_id: int, message_id: int) -> bool:
    person = _person(server, chat_id)
    for reply in person.replies:
        if reply.message_id == message_id:
            _young(server, reply.sent_at)
            reply.is_deleted = True
            return True
    if message_id in person.own_messages:
        _young(server, person.own_messages[message_id])
        del person.own_messages[message_id]
        return True
    return False


def _young(server: TelegramServer, sent_at: float) -> None:
    if server.now() - sent_at > TWO_DAYS:
        raise bad_request("message can't be deleted for everyone")


def _keyboard(given: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    if "reply_markup" not in given:
        return []
    markup = given["reply_markup"]
    if set(markup) != {"inline_keyboard"}:
        raise Unknown(f"a keyboard with {sorted(markup)}")
    rows: list[list[dict[str, Any]]] = markup["inline_keyboard"]
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip():
            raise bad_request("inline keyboard button text must be non-empty")
        if set(button) not in ({"text", "callback_data"}, {"text", "url"}):
            raise Unknown(f"a button with {sorted(button)}")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    return [row for row in rows if row]


def _message(server: TelegramServer, person: Person, reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": reply.message_id,
        "date": int(reply.sent_at),
        "chat": person.chat,
        "from": server.bot_user,
        "text": reply.text,
        "entities": [e for e in reply.entities if e["offset"] + e["length"] <= utf16(reply.text)],
    }
    if reply.keyboard:
        message["reply_markup"] = {"inline_keyboard": reply.keyboard}
    return message
