"""Updates that Telegram brings: who may post, and what it is told in return.

The answer to a request is its receipt: Telegram brings an update again until it gets a 2xx, so
that is given only once the update is handled.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken

from bot.telegram.backoff import Backoff
from bot.telegram.client import Client
from bot.telegram.incoming import UPDATE_KINDS
from bot.telegram.intake import Intake, number_of
from bot.telegram.pace import Pace
from bot.telegram.polling import TokenRefused

logger = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
"""Of one update; Telegram's own are far smaller."""

CONNECTIONS = 40
PORTS = (443, 80, 88, 8443)
"""Those that Telegram connects to."""

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True)
class Post:
    """A request, before anything of it is believed.

    Attributes:
        address: who is connected.
        secrets: every value of X-Telegram-Bot-Api-Secret-Token.
        kind: Content-Type.
        encoding: Content-Encoding.
        length: Content-Length, if it is told.
        body: what is posted, piece by piece.
    """

    address: str
    secrets: Sequence[str]
    kind: str
    encoding: str
    length: int | None
    body: AsyncIterator[bytes]


@dataclass(frozen=True)
class WebhookSettings:
    """Where Telegram brings updates.

    Attributes:
        url: https address.
        secret: what Telegram must show; made from the token where it is empty.
        addresses: networks that may connect, e.g. `149.154.160.0/20`; all where empty.
    """

    url: str
    secret: str = ""
    addresses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check what Telegram would refuse.

        Raises:
            ValueError: says what is wrong; never the secret.
        """
        parts = urlsplit(self.url)
        if parts.scheme != "https" or not parts.hostname or (parts.port or 443) not in PORTS:
            ports = ", ".join(map(str, PORTS))
            raise ValueError(f"the webhook must be an https:// address on port {ports}")
        if self.secret and not SECRET.fullmatch(self.secret):
            raise ValueError("the webhook's secret takes 1 to 256 of A-Z, a-z, 0-9, _ and -")
        self.networks()

    def __repr__(self) -> str:
        """Without the secret."""
        return "<WebhookSettings>"

    def networks(self) -> list[IPv4Network | IPv6Network]:
        """The networks that may connect."""
        return [ip_network(address) for address in self.addresses]

    def secret_for(self, token: str) -> str:
        """The secret, the same one after every start, so that nothing is refused meanwhile."""
        made = hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()
        return self.secret or made


class Webhook:
    """Takes what Telegram posts to an intake, and keeps Telegram posting."""

    def __init__(
        self, client: Client, intake: Intake, settings: WebhookSettings, pace: Pace | None = None
    ) -> None:
        """Nothing is taken yet."""
        self._client = client
        self._intake = intake
        self._settings = settings
        self._pace = pace or Pace()
        self._networks = settings.networks()
        self._secret = settings.secret_for(client.token)
        self._stopped = asyncio.Event()
        self.healthy = False
        self.refused = 0

    def stop(self) -> None:
        """Have `run` finish what has come in and return."""
        self._stopped.set()

    async def run(self) -> None:
        """Keep the webhook set until stopped; it stays, so that Telegram keeps what comes later.

        Raises:
            TokenRefused: the token is wrong.
        """
        backoff = Backoff(self._pace.first_wait, self._pace.longest_wait)
        try:
            while not self._stopped.is_set():
                wait = self._pace.look
                try:
                    await self._set()
                    backoff.reset()
                except InvalidToken:
                    raise TokenRefused from None
                except Exception as trouble:  # the network heals, or Telegram does
                    self.healthy = False
                    wait = backoff.after(trouble)
                    logger.warning("telegram: no webhook (%s)", type(trouble).__name__)
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._stopped.wait(), wait)
        finally:
            self._stopped.set()
            await self._intake.wind_down()

    async def receive(self, post: Post) -> HTTPStatus:
        """Take a request; the status to answer it with."""
        if self._stopped.is_set():
            return HTTPStatus.SERVICE_UNAVAILABLE
        refusal = self._refusal(post)
        body = b"" if refusal else await _read(post.body)
        if refusal is None and body is None:
            refusal = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if refusal or body is None:
            self.refused += 1
            return refusal or HTTPStatus.BAD_REQUEST
        untrusted_update = _parsed(body)
        self._intake.take(untrusted_update)
        update_id = number_of(untrusted_update)
        if update_id is None:
            return HTTPStatus.BAD_REQUEST
        handling = self._intake.finished(update_id)
        try:
            handled = await asyncio.wait_for(handling, self._pace.answer_within)
        except asyncio.TimeoutError:
            handled = False
        return HTTPStatus.OK if handled else HTTPStatus.SERVICE_UNAVAILABLE

    def _refusal(self, post: Post) -> HTTPStatus | None:
        """Why a request is not read; the secret is compared in constant time."""
        shown = post.secrets[0] if len(post.secrets) == 1 else ""
        genuine = hmac.compare_digest(shown.encode(), self._secret.encode())
        if not genuine or not self._may_connect(post.address):
            return HTTPStatus.FORBIDDEN
        if post.kind.partition(";")[0].strip().lower() != "application/json" or post.encoding:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        if post.length is not None and post.length > MOST_BYTES:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None

    def _may_connect(self, address: str) -> bool:
        if not self._networks:
            return True
        try:
            caller = ip_address(address)
        except ValueError:
            return False
        return any(caller in network for network in self._networks)

    async def _set(self) -> None:
        """Set it, unless it stands: at the start always, as the secret cannot be looked up."""
        if self.healthy and (await self._client.get_webhook_info()).url == self._settings.url:
            return
        self.healthy = await self._client.set_webhook(
            self._settings.url,
            secret_token=self._secret,
            allowed_updates=UPDATE_KINDS,
            max_connections=CONNECTIONS,
        )


async def _read(body: AsyncIterator[bytes]) -> bytes | None:
    """The body, None where it is longer than any update."""
    read = b""
    async for piece in body:
        read += piece
        if len(read) > MOST_BYTES:
            return None
    return read


def _parsed(body: bytes) -> Any:
    """What JSON says; None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
