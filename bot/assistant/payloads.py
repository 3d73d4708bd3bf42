"""Which payloads the assistant's buttons and commands send today; a modified client sends any."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.assistant.commands import PAYLOADS
from bot.assistant.situations import SITUATIONS
from bot.library.live import Edition
from bot.library.model import TOPICS

PLAIN = (*PAYLOADS.values(), "/none_of_these", "/pass_on")
"""Payloads without a value."""


def is_known(payload: str, edition: Edition) -> bool:
    """Whether a button of this edition sends this; never raises."""
    if payload in PLAIN:
        return True
    intent, brace, rest = payload.partition("{")
    wanted = _values(edition).get(intent.removeprefix("/"))
    if wanted is None or not brace or not intent.startswith("/"):
        return False
    try:
        given: Any = json.loads(brace + rest)
    except (ValueError, RecursionError):
        return False
    return set(given) == set(wanted) and all(
        isinstance(given[name], str) and admits(given[name]) for name, admits in wanted.items()
    )


def _values(edition: Edition) -> Mapping[str, Mapping[str, Callable[[str], bool]]]:
    """Intent → name of a value → whether there is such a value."""
    entry = {"entry": edition.library.entries.__contains__}
    return {
        "show": entry,
        "show_abroad": entry,
        "show_details": entry,
        "show_sources": entry,
        "show_topic": {"topic": TOPICS.__contains__},
        "situation": {"situation": SITUATIONS.__contains__},
        "vote": {**entry, "vote": ("yes", "no").__contains__},
        "change_language": {"language_choice": edition.languages.codes.__contains__},
    }
