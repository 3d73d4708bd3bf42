"""Methods for webhooks."""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import document, text, truth, whole
from tests.support.telegram_server.refusal import Refusal, Unknown, bad_request
from tests.support.telegram_server.webhooks import MAX_CONNECTIONS, Webhook, is_loopback

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

PORTS = (443, 80, 88, 8443)
MOST_CONNECTIONS = 100
SECRET_LENGTH = 256


@method(
    "setWebhook",
    {"url": text},
    {
        "secret_token": text,
        "max_connections": whole,
        "ip_address": text,
        "allowed_updates": document(list),
        "drop_pending_updates": truth,
    },
)
async def set_webhook(server: TelegramServer, given: dict[str, Any]) -> Any:
    if not given["url"]:
        return await delete_webhook(server, given)
    webhook = Webhook(
        url=_url(given["url"]),
        secret_token=_secret(given.get("secret_token", "")),
        max_connections=given.get("max_connections", MAX_CONNECTIONS),
        ip_address=_address(given.get("ip_address", "")),
    )
    if not 1 <= webhook.max_connections <= MOST_CONNECTIONS:
        raise bad_request(f"max_connections must be between 1 and {MOST_CONNECTIONS}")
    _keep_pending(given)
    if "allowed_updates" in given:
        server.updates.want(given["allowed_updates"])
    server.webhook = webhook.url
    server.updates.end_poll("Conflict: terminated by setWebhook request")
    if server.deliverer.webhook != webhook:
        await server.deliverer.start(webhook)
    return True


@method("deleteWebhook", optional={"drop_pending_updates": truth})
async def delete_webhook(server: TelegramServer, given: dict[str, Any]) -> Any:
    _keep_pending(given)
    server.webhook = ""
    await server.deliverer.stop()
    return True


@method("getWebhookInfo")
async def get_webhook_info(server: TelegramServer, given: dict[str, Any]) -> Any:
    info: dict[str, Any] = {
        "url": server.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(server.updates),
    }
    if server.updates.wanted:
        info["allowed_updates"] = server.updates.wanted
    webhook, error = server.deliverer.webhook, server.deliverer.last_error
    if webhook:
        info["max_connections"] = webhook.max_connections
        info |= {"ip_address": webhook.ip_address} if webhook.ip_address else {}
    if error:
        info |= {"last_error_date": int(error[0]), "last_error_message": error[1]}
    return info


def _keep_pending(given: dict[str, Any]) -> None:
    if given.get("drop_pending_updates"):
        raise Unknown("a webhook that drops what people wrote")


def _url(url: str) -> str:
    """An https address, or any on this machine."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise _bad("invalid webhook URL specified") from None
    if is_loopback(url) and parts.scheme in ("http", "https"):
        return url
    if parts.scheme != "https" or not parts.hostname:
        raise _bad("An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise _bad("Webhook can be set up only on ports 80, 88, 443 or 8443")
    return url


def _secret(secret: str) -> str:
    if len(secret) > SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def _address(address: str) -> str:
    try:
        return str(IPv4Address(address)) if address else ""
    except ValueError:
        raise _bad("Invalid IP address specified") from None


def _bad(what: str) -> Refusal:
    return bad_request(f"bad webhook: {what}")
