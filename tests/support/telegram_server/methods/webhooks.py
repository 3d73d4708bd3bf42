"""Methods for webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import truth
from tests.support.telegram_server.refusal import Unknown

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer


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
