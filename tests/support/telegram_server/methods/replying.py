"""Which message a new one answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.support.telegram_server.chats import Chat
from tests.support.telegram_server.parameters import truth, whole
from tests.support.telegram_server.refusal import Unknown, bad_request

KNOWN = {"message_id", "chat_id", "allow_sending_without_reply"}


def answered(chat: Chat, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The message named by `reply_parameters`, None where there is none and need not be."""
    if "reply_parameters" not in given:
        return None
    wanted = given["reply_parameters"]
    if strangers := set(wanted) - KNOWN:
        raise Unknown(f"reply_parameters with {', '.join(sorted(strangers))}")
    try:
        message_id = whole(wanted["message_id"])
        need_not_be = truth(wanted.get("allow_sending_without_reply", False))
        elsewhere = whole(wanted.get("chat_id", chat.id)) != chat.id
    except (KeyError, ValueError):
        raise bad_request("can't parse reply parameters") from None
    if elsewhere:
        raise Unknown("reply_parameters with another chat")
    message = chat.found(message_id)
    if message is None and not need_not_be:
        raise bad_request("message to be replied not found")
    return {k: v for k, v in message.items() if k != "reply_to_message"} if message else None
