"""Which methods there are, and their parameters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.parameters import Kind

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

Method = Callable[["TelegramServer", dict[str, Any]], Awaitable[Any]]

METHODS: dict[str, tuple[Method, dict[str, Kind], dict[str, Kind]]] = {}


def method(
    name: str,
    required: Mapping[str, Kind] | None = None,
    optional: Mapping[str, Kind] | None = None,
) -> Callable[[Method], Method]:
    """Registers a method with its parameters."""

    def register(function: Method) -> Method:
        METHODS[name] = (function, dict(required or {}), dict(optional or {}))
        return function

    return register
