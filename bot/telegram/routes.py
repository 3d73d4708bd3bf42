"""The connector's addresses: whether it is well, and where Telegram posts."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from ipaddress import ip_address

from sanic import Blueprint, HTTPResponse, Request, response

from bot.telegram.outgoing import CHANNEL
from bot.telegram.service import Service
from bot.telegram.webhook import Post

PREFIX = f"/webhooks/{CHANNEL}"
"""Before the addresses; Rasa's server puts it there for every channel."""


def routes(running: Callable[[], Service | None], with_webhook: bool) -> Blueprint:
    """`/` says whether Telegram is heard; `/webhook` is there only where there is one.

    Args:
        running: the service, once there is one.
        with_webhook: whether Telegram brings updates.
    """
    blueprint = Blueprint(CHANNEL)

    @blueprint.route("/", methods=["GET"])  # type: ignore[untyped-decorator]
    async def health(_request: Request) -> HTTPResponse:
        service = running()
        well = service is not None and service.healthy
        return response.json({"ok": well}, status=200 if well else 503)

    if with_webhook:

        @blueprint.route("/webhook", methods=["POST"], stream=True)  # type: ignore[untyped-decorator]
        async def webhook(request: Request) -> HTTPResponse:
            service = running()
            if service is None or service.webhook is None:
                return response.empty(503)
            return response.empty(int(await service.webhook.receive(_post(request))))

    return blueprint


def _post(request: Request) -> Post:
    length = request.headers.get("content-length", "")
    return Post(
        address=_address(request),
        secrets=request.headers.getall("x-telegram-bot-api-secret-token", []),
        kind=request.headers.get("content-type", ""),
        encoding=request.headers.get("content-encoding", ""),
        length=int(length) if length.isdecimal() else None,
        body=_pieces(request),
    )


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    while piece := await request.stream.read():
        yield piece


def _address(request: Request) -> str:
    """Who is connected; behind a proxy on this machine, who is connected to the proxy."""
    address = str(request.ip)
    forwarded = request.headers.getall("x-forwarded-for", [])
    with contextlib.suppress(ValueError):
        if ip_address(address).is_loopback and forwarded:
            return str(forwarded[-1]).rpartition(",")[2].strip()
    return address
