"""The connector without Rasa's server: by polling, or with a small server for the webhook."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sanic import Sanic

from bot.errors import TelegramError
from bot.telegram.connection import Connection
from bot.telegram.conversation import OnNewMessage
from bot.telegram.routes import PREFIX, routes
from bot.telegram.service import Service
from bot.telegram.surface import Surface

logger = logging.getLogger(__name__)

LISTEN = ("127.0.0.1", 8080)
PARTING = 0.2
"""Seconds for the last receipts to reach Telegram; it would only bring those updates again."""


class AddressTaken(TelegramError):
    """The webhook's server cannot listen."""

    def __init__(self, host: str, port: int) -> None:
        """Says where."""
        super().__init__(f"Nothing can listen at {host}:{port}: see TELEGRAM_LISTEN.")


async def serve(
    connection: Connection,
    surface: Surface,
    on_new_message: OnNewMessage,
    agent: Any = None,
    listen: tuple[str, int] = LISTEN,
) -> None:
    """Answer until SIGTERM, SIGINT or cancellation.

    Args:
        connection, surface, on_new_message, agent: see Service.
        listen: host and port of the server for the webhook, if there is one.

    Raises:
        bot.errors.TelegramError: Telegram refuses to serve, or the address is taken.
    """
    service = Service(connection, surface, on_new_message, agent)
    with _stopped_by_signals(service):
        if service.webhook is None:
            await service.run()
            return
        async with _listening(service, *listen):
            await service.run()
            await asyncio.sleep(PARTING)


@asynccontextmanager
async def _listening(service: Service, host: str, port: int) -> AsyncIterator[None]:
    app = Sanic("connector", configure_logging=False)
    app.config.MOTD = False
    app.config.ACCESS_LOG = False
    app.blueprint(routes(lambda: service, with_webhook=True), url_prefix=PREFIX)
    try:
        server = await app.create_server(host, port, return_asyncio_server=True)
        await server.startup()
        await server.start_serving()
    except OSError as trouble:
        logger.error("telegram: %s", type(trouble).__name__)
        raise AddressTaken(host, port) from None
    try:
        yield
    finally:
        await server.close()
        Sanic._app_registry.pop(app.name, None)


@contextmanager
def _stopped_by_signals(service: Service) -> Iterator[None]:
    """SIGTERM and SIGINT stop it in good order."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
        for number in signals:
            loop.add_signal_handler(number, service.stop)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
