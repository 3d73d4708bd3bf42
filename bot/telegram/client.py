"""Telegram's Bot API over HTTP, without the places where its library prints what it carries."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Sequence
from typing import Any

from telegram import User
from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.telegram.rates import RateLimiter, Rates

PUBLIC_API = "https://api.telegram.org"
CONNECTIONS = 64
POLLING_CONNECTIONS = 2
TIMEOUT = 10.0
BATCH = 100
"""The most updates Telegram hands out at a time."""

os.environ["PTB_TIMEDELTA"] = "true"  # its library's own switch; unset, every 429 warns


class QuietRequest(HTTPXRequest):
    """The library's HTTP client; an answer that is not JSON is not printed."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer.

        Raises:
            NetworkError: it is none of the Bot API's.
        """
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise NetworkError("not an answer of the Bot API") from None
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise NetworkError("not an answer of the Bot API")
        return answer


class Client(ExtBot[None]):
    """A bot that shows its token to nobody but Telegram, and keeps within Telegram's rates."""

    def __init__(
        self,
        token: str,
        api_url: str = PUBLIC_API,
        timeout: float = TIMEOUT,
        rates: Rates | None = None,
    ) -> None:
        """Nothing is sent yet.

        Args:
            token: the bot's token.
            api_url: the Bot API server, without a path.
            timeout: seconds to wait for a connection or an answer.
            rates: how fast messages may follow on each other.
        """
        for chatty in ("httpx", "httpcore", "telegram"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        self._polling = _request(POLLING_CONNECTIONS, timeout)
        self._sending = _request(CONNECTIONS, timeout)
        self._timeout = timeout
        self._rates = RateLimiter(rates)
        super().__init__(
            token,
            base_url=f"{api_url.rstrip('/')}/bot",
            request=self._sending,
            get_updates_request=self._polling,
            rate_limiter=self._rates,
        )

    def __repr__(self) -> str:
        """Without the token."""
        return "<Client>"

    @property
    def me(self) -> User | None:
        """The bot, once `get_me` has told who it is."""
        return self._bot_user

    def age(self) -> None:
        """Forget chats to which nothing has been sent for long."""
        self._rates.age()

    async def raw_updates(
        self, offset: int, hold: float, limit: int = BATCH, kinds: Sequence[str] | None = None
    ) -> list[Any]:
        """Updates as Telegram sent them; unlike get_updates, one bad one spoils nothing.

        Args:
            offset: confirms every update below it.
            hold: seconds Telegram may wait for a first update.
            limit: the most updates wanted.
            kinds: kinds of update wanted; as before where None.
        """
        updates: Any = await self._post(
            "getUpdates",
            {
                "offset": offset or None,
                "timeout": round(hold),
                "limit": limit,
                "allowed_updates": kinds,
            },
            read_timeout=hold + self._timeout,
        )
        if not isinstance(updates, list):
            raise NetworkError("not an answer of the Bot API")
        return updates

    async def close_connections(self) -> None:
        """Close all connections."""
        await asyncio.gather(self._polling.shutdown(), self._sending.shutdown())


def _request(connections: int, timeout: float) -> QuietRequest:
    return QuietRequest(
        connection_pool_size=connections,
        read_timeout=timeout,
        write_timeout=timeout,
        connect_timeout=timeout,
        pool_timeout=timeout,
    )
