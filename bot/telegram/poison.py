"""Updates that are not what the Bot API promises: whoever sent one is not left without a word."""

from __future__ import annotations

from typing import Any

from bot.telegram.incoming import Incoming


def sender(untrusted_update: Any) -> Incoming | None:
    """Whose update it is that cannot be read, None where nobody in a private chat can be named.

    Args:
        untrusted_update: anything; nothing of it but numbers and a language code is used.
    """
    try:
        query = untrusted_update.get("callback_query") or {}
        message = untrusted_update.get("message") or query["message"]
        person = query.get("from") or message["from"]
        number, code, query_id = person["id"], person.get("language_code"), query.get("id")
        if person["is_bot"] or message["chat"]["type"] != "private":
            return None
    except (AttributeError, KeyError, TypeError):
        return None
    if type(number) is not int or number <= 0:
        return None
    return Incoming(
        update_id=untrusted_update["update_id"],
        chat_id=number,
        user_id=number,
        text="",
        language_code=code if isinstance(code, str) else None,
        callback_query_id=query_id if isinstance(query_id, str) else None,
    )
