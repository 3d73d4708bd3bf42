"""Who the bot is, and what has come in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import document, whole
from tests.support.telegram_server.refusal import Refusal, Unknown

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer


@method("getMe")
async def get_me(server: TelegramServer, given: dict[str, Any]) -> Any:
    return server.bot_user | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
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
        server.updates.want(given["allowed_updates"])
    return await server.updates.get(given.get("offset", 0), limit, timeout)
