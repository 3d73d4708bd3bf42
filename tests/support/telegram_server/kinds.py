"""Every kind of update that Telegram may bring, as raw JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.contents import PLACE, contents, notices, poll
from tests.support.telegram_server.groups import Group
from tests.support.telegram_server.people import Person

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer


def every_kind(server: TelegramServer, person: Person, group: Group) -> dict[str, dict[str, Any]]:
    """Well-formed updates by name, without their numbers: `server.updates.put(**update)`.

    Args:
        server: whose time and bot they show.
        person: who writes; what they send stands in their private chat.
        group: where notices appear.
    """
    now = int(server.now())
    said = {name: person.message(**what) for name, what in contents(now).items()}
    noticed = {
        name: group.keep(**{"from": person.user}, **what)
        for name, what in notices(group.id, now).items()
    }
    messages = {name: {"message": message} for name, message in (said | noticed).items()}
    return {
        **messages,
        **_changed(said, now),
        **_channel(now),
        **_queries(server, person),
        **_about_chats(server, person, group),
        **_reactions(person, group, now),
        **_money(person),
        **_business(person, now),
        "poll": {"poll": poll()},
        "poll_answer": {
            "poll_answer": {
                "poll_id": "31",
                "user": person.user,
                "option_ids": [0],
                "option_persistent_ids": ["a"],
            }
        },
    }


def _changed(said: dict[str, dict[str, Any]], now: int) -> dict[str, dict[str, Any]]:
    moved = {**PLACE, "latitude": 43.4, "live_period": 900}
    changes = {
        "edited_message": {**said["text"], "text": "other words"},
        "edited_live_location": {**said["live_location"], "location": moved},
    }
    return {name: {"edited_message": {**m, "edit_date": now}} for name, m in changes.items()}


def _channel(now: int) -> dict[str, dict[str, Any]]:
    channel = {"id": -1_009_000, "type": "channel", "title": "Channel"}
    post = {"message_id": 4, "date": now, "chat": channel, "sender_chat": channel, "text": "post"}
    edited = {**post, "edit_date": now, "text": "other post"}
    return {
        "channel_post": {"channel_post": post},
        "edited_channel_post": {"edited_channel_post": edited},
    }


def _queries(server: TelegramServer, person: Person) -> dict[str, dict[str, Any]]:
    """The presses wait for an answer at the server."""
    user = person.user
    inline = {"id": "41", "from": user, "query": "words", "offset": "", "chat_type": "sender"}
    chosen = {"result_id": "one", "from": user, "query": "words", "inline_message_id": "AAQ"}
    message = {"message_id": 1, "date": 0, "chat": person.chat}
    whole = {**message, "date": int(server.now()), "from": server.bot_user, "text": "x"}
    presses: dict[str, dict[str, Any]] = {
        "callback_query": {"message": whole, "data": "/a"},
        "callback_query_inaccessible": {"message": message, "data": "/a"},
        "callback_query_inline": {"inline_message_id": "AAQ", "data": "/a"},
        "callback_query_game": {"message": whole, "game_short_name": "game"},
    }
    return {
        "inline_query": {"inline_query": inline},
        "chosen_inline_result": {"chosen_inline_result": chosen},
    } | {
        name: {
            "callback_query": {
                "id": server.new_query(person),
                "from": user,
                "chat_instance": "1",
                **press,
            }
        }
        for name, press in presses.items()
    }


def _about_chats(server: TelegramServer, person: Person, group: Group) -> dict[str, dict[str, Any]]:
    change = {"chat": group.chat, "from": person.user, "date": int(server.now())}
    request = {**change, "user_chat_id": person.id}
    guest = {"text": "words", "guest_query_id": "61"}
    managed = {"id": 97, "is_bot": True, "first_name": "Bot", "username": "managed_bot"}

    def turned(user: dict[str, Any]) -> dict[str, Any]:
        return {
            "old_chat_member": {"user": user, "status": "left"},
            "new_chat_member": {"user": user, "status": "member"},
        }

    return {
        "my_chat_member": {"my_chat_member": {**change, **turned(server.bot_user)}},
        "chat_member": {"chat_member": {**change, **turned(person.user)}},
        "chat_join_request": {"chat_join_request": request},
        "guest_message": {"guest_message": {**group.keep(**{"from": person.user}), **guest}},
        "managed_bot": {"managed_bot": {"user": person.user, "bot": managed}},
    }


def _reactions(person: Person, group: Group, now: int) -> dict[str, dict[str, Any]]:
    thumb = {"type": "emoji", "emoji": "\U0001f44d"}
    place = {"chat": group.chat, "message_id": 1, "date": now}
    counted = {**place, "reactions": [{"type": thumb, "total_count": 2}]}
    reacted = {**place, "user": person.user, "old_reaction": [], "new_reaction": [thumb]}
    source = {"source": "premium", "user": person.user}
    boost = {"boost_id": "b", "add_date": now, "expiration_date": now + 9, "source": source}
    removed = {"chat": group.chat, "boost_id": "b", "remove_date": now, "source": source}
    return {
        "message_reaction": {"message_reaction": reacted},
        "message_reaction_count": {"message_reaction_count": counted},
        "chat_boost": {"chat_boost": {"chat": group.chat, "boost": boost}},
        "removed_chat_boost": {"removed_chat_boost": removed},
    }


def _money(person: Person) -> dict[str, dict[str, Any]]:
    order = {"id": "51", "from": person.user, "invoice_payload": "p"}
    address = {
        "country_code": "DE",
        "state": "",
        "city": "City",
        "street_line1": "Street 1",
        "street_line2": "",
        "post_code": "10000",
    }
    return {
        "shipping_query": {"shipping_query": {**order, "shipping_address": address}},
        "pre_checkout_query": {
            "pre_checkout_query": {**order, "currency": "XTR", "total_amount": 1}
        },
        "purchased_paid_media": {
            "purchased_paid_media": {"from": person.user, "paid_media_payload": "p"}
        },
    }


def _business(person: Person, now: int) -> dict[str, dict[str, Any]]:
    message = {
        "message_id": 6,
        "date": now,
        "chat": person.chat,
        "from": person.user,
        "business_connection_id": "c",
        "text": "words",
    }
    connection = {
        "id": "c",
        "user": person.user,
        "user_chat_id": person.id,
        "date": now,
        "is_enabled": True,
    }
    gone = {"business_connection_id": "c", "chat": person.chat, "message_ids": [6]}
    return {
        "business_connection": {"business_connection": connection},
        "business_message": {"business_message": message},
        "edited_business_message": {"edited_business_message": {**message, "edit_date": now}},
        "deleted_business_messages": {"deleted_business_messages": gone},
    }
