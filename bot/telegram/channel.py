"""The connector as a channel of Rasa's server."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, Sanic

from bot.errors import RyadomError, TelegramError
from bot.telegram.connection import Connection
from bot.telegram.conversation import OnNewMessage
from bot.telegram.outgoing import CHANNEL
from bot.telegram.routes import routes
from bot.telegram.service import Service
from bot.telegram.surface import Surface, named

logger = logging.getLogger(__name__)


class TelegramChannel(InputChannel):  # type: ignore[misc]
    """Telegram for `rasa run`, by polling or by webhook. credentials.yml:

    bot.telegram.channel.TelegramChannel:
      surface: package.module.function        # returns a Surface
      token: ${TELEGRAM_BOT_TOKEN}            # these and more: see Connection.of
      secret_key: ${BOT_SECRET_KEY}

    Instead of the values a `connection: package.module.function` may return a Connection.
    """

    def __init__(self, connection: Connection, surface: Surface) -> None:
        """Nothing is sent before the server runs."""
        self._connection = connection
        self._surface = surface
        self._service: Service | None = None
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa and in its addresses."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> TelegramChannel:
        """Called by Rasa with what stands in credentials.yml.

        Raises:
            InvalidConfigException: something is missing; names it, never a value.
        """
        given = credentials or {}
        try:
            if not given.get("surface"):
                raise ValueError("the Telegram channel needs `surface`")
            surface: Surface = named(str(given["surface"]), Surface)
            made = given.get("connection")
            connection = named(str(made), Connection) if made else Connection.of(given)
        except ValueError as wrong:
            raise InvalidConfigException(f"credentials.yml: {wrong}.") from wrong
        return cls(connection, surface)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Serves while the server runs."""
        blueprint = routes(lambda: self._service, self._connection.webhook is not None)

        @blueprint.listener("after_server_start")  # type: ignore[untyped-decorator]
        async def start(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            agent = getattr(app.ctx, "agent", None)
            try:
                self._surface.check(agent)
            except RyadomError as refusal:
                logger.critical("telegram: not served: %s", refusal)
                raise SystemExit(1) from None
            self._service = Service(self._connection, self._surface, on_new_message, agent)
            self._task = asyncio.create_task(_run_or_exit(self._service))

        @blueprint.listener("before_server_stop")  # type: ignore[untyped-decorator]
        async def stop(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            if self._service and self._task:
                self._service.stop()
                await asyncio.gather(self._task, return_exceptions=True)

        return blueprint


async def _run_or_exit(service: Service) -> None:
    """End the whole process when Telegram refuses to serve, so that it is noticed."""
    try:
        await service.run()
    except TelegramError as refusal:
        logger.critical("telegram: %s", refusal)
        raise SystemExit(1) from None
