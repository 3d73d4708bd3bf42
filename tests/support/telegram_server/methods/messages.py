"""Methods that send, change and delete messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.chats import Chat, Reply
from tests.support.telegram_server.keyboards import keyboard
from tests.support.telegram_server.markup import visible
from tests.support.telegram_server.methods.places import delete, editable, open_chat
from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.methods.replying import answered
from tests.support.telegram_server.parameters import Kind, document, text, truth, whole
from tests.support.telegram_server.refusal import Refusal, bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

ACTIONS = ("typing", "upload_photo", "upload_document")
MESSAGE_OPTIONS: dict[str, Kind] = {
    "parse_mode": text,
    "link_preview_options": document(dict),
    "reply_markup": document(dict),
}


@method(
    "sendMessage",
    {"chat_id": whole, "text": text},
    MESSAGE_OPTIONS
    | {
        "disable_notification": truth,
        "protect_content": truth,
        "message_thread_id": whole,
        "reply_parameters": document(dict),
    },
)
async def send_message(server: TelegramServer, given: dict[str, Any]) -> Any:
    chat = _open_topic(server, given)
    seen, entities = visible(given["text"], given.get("parse_mode"))
    reply = Reply(
        message_id=server.next_message_id(),
        text=seen.strip(),
        source=given["text"],
        parse_mode=given.get("parse_mode"),
        entities=entities,
        keyboard=keyboard(given),
        options={k: v for k, v in given.items() if k not in ("chat_id", "text", "reply_markup")},
        sent_at=server.now(),
        answered=answered(chat, given),
    )
    server.rates.admit(chat.id, server.now())
    chat.arrive(reply)
    server.sent()
    return chat.described(reply)


@method("editMessageText", {"chat_id": whole, "message_id": whole, "text": text}, MESSAGE_OPTIONS)
async def edit_message_text(server: TelegramServer, given: dict[str, Any]) -> Any:
    chat, reply = editable(server, given)
    seen, entities = visible(given["text"], given.get("parse_mode"))
    buttons = keyboard(given)
    if (seen.strip(), entities, buttons) == (reply.text, reply.entities, reply.keyboard):
        raise _not_modified()
    server.rates.admit(chat.id, server.now())
    reply.text, reply.entities, reply.keyboard = seen.strip(), entities, buttons
    reply.source, reply.parse_mode = given["text"], given.get("parse_mode")
    reply.edited_at = server.now()
    return chat.described(reply)


@method(
    "editMessageReplyMarkup",
    {"chat_id": whole, "message_id": whole},
    {"reply_markup": document(dict)},
)
async def edit_message_reply_markup(server: TelegramServer, given: dict[str, Any]) -> Any:
    chat, reply = editable(server, given)
    buttons = keyboard(given)
    if buttons == reply.keyboard:
        raise _not_modified()
    reply.keyboard = buttons
    return chat.described(reply)


@method("deleteMessage", {"chat_id": whole, "message_id": whole})
async def delete_message(server: TelegramServer, given: dict[str, Any]) -> Any:
    if not delete(server, given["chat_id"], given["message_id"]):
        raise bad_request("message to delete not found")
    return True


@method("deleteMessages", {"chat_id": whole, "message_ids": document(list)})
async def delete_messages(server: TelegramServer, given: dict[str, Any]) -> Any:
    if not 1 <= len(given["message_ids"]) <= 100:
        raise bad_request("wrong number of message identifiers")
    for message_id in given["message_ids"]:
        delete(server, given["chat_id"], message_id)
    return True


@method("sendChatAction", {"chat_id": whole, "action": text}, {"message_thread_id": whole})
async def send_chat_action(server: TelegramServer, given: dict[str, Any]) -> Any:
    if given["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    _open_topic(server, given).typing += 1
    return True


def _open_topic(server: TelegramServer, given: dict[str, Any]) -> Chat:
    """The chat, if there is such a topic in it."""
    chat = open_chat(server, given["chat_id"])
    thread = given.get("message_thread_id")
    if thread is not None and (refusal := chat.refusal_of_topic(thread)):
        raise refusal
    return chat


def _not_modified() -> Refusal:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
