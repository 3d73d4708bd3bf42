"""Fixtures for tests that talk to the server; a conftest.py imports them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.telegram.client import Client
from tests.support.telegram_server.server import TelegramServer


@pytest_asyncio.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """A Bot API server; what it does not know fails the test."""
    async with TelegramServer() as running:
        yield running


@pytest_asyncio.fixture
async def client(server: TelegramServer) -> AsyncIterator[Client]:
    """A real client in front of it."""
    connected = Client(server.token, server.url, timeout=2.0)
    yield connected
    await connected.close_connections()
