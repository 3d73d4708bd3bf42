"""The two ways to run the connector: as a channel of `rasa run`, and by itself."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import signal
from collections.abc import Callable, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, HTTPResponse, Request, Sanic, response

from bot.errors import RyadomError, TelegramError
from bot.telegram.client import PUBLIC_API
from bot.telegram.conversation import OnNewMessage
from bot.telegram.outgoing import CHANNEL
from bot.telegram.pace import Pace
from bot.telegram.service import Service
from bot.telegram.surface import Surface, surface_at

logger = logging.getLogger(__name__)


class TelegramChannel(InputChannel):  # type: ignore[misc]
    """Telegram by polling, for `rasa run`. credentials.yml:

    bot.telegram.channel.TelegramChannel:
      token: ${TELEGRAM_BOT_TOKEN}
      secret_key: ${BOT_SECRET_KEY}
      surface: package.module.function    # returns a Surface
      api_url: https://api.telegram.org   # optional
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        pseudonym: Callable[[int], str],
        surface: Surface,
        pace: Pace | None = None,
    ) -> None:
        """Nothing is sent before the server runs. Arguments as in Service."""
        self._check = surface.check
        self._make_service = functools.partial(
            Service, token, api_url, pseudonym, surface, pace=pace
        )

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
        given = {name: str(value) for name, value in (credentials or {}).items() if value}
        for name in ("token", "secret_key", "surface"):
            if name not in given:
                raise InvalidConfigException(f"credentials.yml: {cls.__name__} needs `{name}`.")
        try:
            surface = surface_at(given["surface"])
        except ValueError as wrong:
            raise InvalidConfigException(str(wrong)) from wrong
        pseudonym = functools.partial(surface.pseudonym, given["secret_key"].encode())
        return cls(given["token"], given.get("api_url", PUBLIC_API), pseudonym, surface)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Polls while the server runs; the only address says whether Telegram is heard."""
        blueprint = Blueprint(CHANNEL)
        running: list[tuple[Service, asyncio.Task[None]]] = []

        @blueprint.listener("after_server_start")  # type: ignore[untyped-decorator]
        async def start(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            try:
                self._check(getattr(app.ctx, "agent", None))
            except RyadomError as refusal:
                logger.critical("telegram: not served: %s", refusal)
                raise SystemExit(1) from None
            service = self._make_service(on_new_message=on_new_message)
            running.append((service, asyncio.create_task(_run_or_exit(service))))

        @blueprint.listener("before_server_stop")  # type: ignore[untyped-decorator]
        async def stop(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            for service, task in running:
                service.stop()
                await asyncio.gather(task, return_exceptions=True)

        @blueprint.route("/", methods=["GET"])  # type: ignore[untyped-decorator]
        async def health(_request: Request) -> HTTPResponse:
            well = all(service.healthy for service, _ in running)
            return response.json({"ok": well}, status=200 if well else 503)

        return blueprint


async def serve(
    *,
    token: str,
    api_url: str,
    pseudonym: Callable[[int], str],
    surface: Surface,
    on_new_message: OnNewMessage,
    pace: Pace | None = None,
) -> None:
    """Answer without any HTTP server, until SIGTERM, SIGINT or cancellation. See Service.

    Raises:
        bot.errors.TelegramError: Telegram refuses to serve.
    """
    service = Service(token, api_url, pseudonym, surface, on_new_message, pace)
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
        for number in signals:
            loop.add_signal_handler(number, service.stop)
    try:
        await service.run()
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def _run_or_exit(service: Service) -> None:
    """End the whole process when Telegram refuses to serve, so that it is noticed."""
    try:
        await service.run()
    except TelegramError as refusal:
        logger.critical("telegram: %s", refusal)
        raise SystemExit(1) from None
