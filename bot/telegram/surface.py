"""What the connector needs to know of the assistant behind it."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Profile:
    """The bot's page in one language.

    Attributes:
        description: shown in an empty chat; at most 512 characters.
        short_description: shown on the bot's page and when it is shared; at most 120.
    """

    description: str
    short_description: str


@dataclass(frozen=True)
class Card:
    """An answer that can be sent into any chat.

    Attributes:
        id: the answer's deep-link parameter.
        title: plain text.
        text: a plain sentence under it.
        html: what is sent, Telegram HTML; at most 4096 characters to be seen.
        button: title of the button under it, which opens the private chat on this answer.
    """

    id: str
    title: str
    text: str
    html: str
    button: str


@dataclass(frozen=True)
class Found:
    """What an inline query brings.

    Attributes:
        cards: answers, best first.
        invitation: title of the button above them, which opens the private chat.
    """

    cards: tuple[Card, ...]
    invitation: str


async def nothing(_agent: Any, _query: str, _language_code: str | None) -> Found:
    """The search of an assistant without inline mode."""
    return Found((), "")


@dataclass(frozen=True)
class Surface:
    """What the assistant shows on Telegram.

    The sentences are given Telegram's language code; none of them must fail itself.

    Attributes:
        commands: command without its slash → payload, e.g. {"language": "/change_language"}.
        unsupported: payload for a message without text.
        personal: payload for a location or a contact.
        failure: said when a turn failed; Telegram HTML.
        slow: said when a turn takes long, before its answer; Telegram HTML.
        urgent: added to both in a private chat: where to turn if it cannot wait; Telegram HTML.
        busy: said once to a person who writes faster than can be answered; Telegram HTML.
        stale: shown where a button leads nowhere any longer; plain, at most 200 characters.
        known: whether a button's payload is one that the assistant sends today.
        link: a deep link's parameter → payload, None where it leads to the beginning.
        clear: whether all messages of 48 hours are deleted → payload of what is said about it.
        search: Rasa's agent, an inline query, Telegram's language code → cards; keeps nothing.
        pseudonym: secret key, Telegram's number of a person → the name they are kept under.
        menu: language code ("" for all others) → command → description, for Telegram's menu.
        profile: language code ("" for all others) → the bot's page.
        check: given Rasa's agent before anything is fetched; raises bot.errors.RyadomError where
            it must not serve people.
    """

    commands: Mapping[str, str]
    unsupported: str
    failure: Callable[[str | None], str]
    pseudonym: Callable[[bytes, int], str]
    personal: str = ""
    slow: Callable[[str | None], str] = lambda code: ""
    urgent: Callable[[str | None], str] = lambda code: ""
    busy: Callable[[str | None], str] = lambda code: ""
    stale: Callable[[str | None], str] = lambda code: ""
    known: Callable[[str], bool] = lambda payload: True
    link: Callable[[str], str | None] = lambda parameter: None
    clear: Callable[[bool], str] | None = None
    search: Callable[[Any, str, str | None], Awaitable[Found]] = nothing
    menu: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    profile: Mapping[str, Profile] = field(default_factory=dict)
    check: Callable[[Any], Any] = lambda agent: None


def named(path: str, kind: type) -> Any:
    """What the function at a dotted path returns.

    Args:
        path: e.g. `bot.cli.telegram.surface_for_rasa`, a function without arguments.
        kind: what it must return.

    Raises:
        ValueError: there is no such function, or it returns something else.
    """
    module, _, name = path.rpartition(".")
    try:
        function: Any = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as missing:
        raise ValueError(f"there is no {path}") from missing
    made = function()
    if not isinstance(made, kind):
        raise ValueError(f"{path} must return a {kind.__name__}")
    return made
