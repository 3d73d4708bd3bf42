"""What the connector needs to know of the assistant behind it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Surface:
    """What the assistant shows on Telegram.

    Attributes:
        commands: command without its slash → payload, e.g. {"language": "/change_language"}.
        unsupported: payload for a message without text.
        failure: Telegram's language code → the calm sentence (Telegram HTML) said when a turn
            failed; must not fail itself.
        pseudonym: secret key, Telegram's number of a person → the name they are kept under.
        check: given Rasa's agent before anything is fetched; raises bot.errors.RyadomError where
            it must not serve people.
        menu: language code ("" for all others) → command → description, for Telegram's menu.
    """

    commands: Mapping[str, str]
    unsupported: str
    failure: Callable[[str | None], str]
    pseudonym: Callable[[bytes, int], str]
    menu: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    check: Callable[[Any], Any] = lambda agent: None


def surface_at(path: str) -> Surface:
    """What the function at a dotted path returns.

    Args:
        path: e.g. `bot.assistant.surface.surface`, a function without arguments.

    Raises:
        ValueError: there is no such function, or it returns something else.
    """
    module, _, name = path.rpartition(".")
    try:
        function: Any = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as missing:
        raise ValueError(f"credentials.yml: surface: there is no {path}") from missing
    surface = function()
    if not isinstance(surface, Surface):
        raise ValueError(f"credentials.yml: surface: {path} must return a Surface")
    return surface
