"""Reads a request's parameters, every one of which has to be known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from tests.support.telegram_server.refusal import Refusal, Unknown, bad_request

Kind = Callable[[Any], Any]


def whole(value: Any) -> int:
    if isinstance(value, bool) or not str(value).lstrip("-").isdigit():
        raise ValueError
    return int(value)


def truth(value: Any) -> bool:
    if str(value).lower() not in ("true", "false", "1", "0"):
        raise ValueError
    return str(value).lower() in ("true", "1")


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def document(kind: type) -> Kind:
    """JSON of this kind, as such or as text."""

    def read(value: Any) -> Any:
        read_value = json.loads(value) if isinstance(value, str) else value
        if not isinstance(read_value, kind):
            raise ValueError
        return read_value

    return read


async def raw_parameters(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    elif request.content_type == "application/x-www-form-urlencoded":
        given |= dict(await request.post())
    elif request.body_exists:
        raise Unknown(f"a body of type {request.content_type}")
    return given


def read_parameters(
    method: str,
    given: Mapping[str, Any],
    required: Mapping[str, Kind],
    optional: Mapping[str, Kind],
) -> dict[str, Any]:
    """Checked parameters; Unknown for a name the method has not, Refusal for a wrong value."""
    kinds = {**required, **optional}
    strangers = sorted(set(given) - set(kinds))
    if strangers:
        raise Unknown(f"{method} with {', '.join(strangers)}")
    missing = sorted(set(required) - set(given))
    if missing:
        raise bad_request(f"{missing[0].replace('_', ' ')} is empty")
    values = {}
    for name, value in given.items():
        try:
            values[name] = kinds[name](value)
        except ValueError:
            raise _wrong(name) from None
    return values


def _wrong(name: str) -> Refusal:
    if name == "reply_markup":
        return bad_request("object expected as reply markup")
    return bad_request(f"wrong {name} specified")
