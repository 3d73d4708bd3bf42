"""A Bot API server and a client for every test that asks for them."""

from tests.support.telegram_server.fixtures import client, server

__all__ = ["client", "server"]
