"""Where on the page a button leads."""

from __future__ import annotations

import json

from bot.assistant.reply import Button
from bot.library.live import Edition


def targets(edition: Edition) -> frozenset[str]:
    """The ids of everything that buttons may open."""
    topics = {f"topic/{entry.topic}" for entry in edition.library.entries.values()}
    return frozenset((*edition.library.entries, *edition.responses, *topics))


def target_of(button: Button) -> str:
    """The id of the article about what a button leads to."""
    intent, brace, rest = button.payload.partition("{")
    given = json.loads(brace + rest) if brace else {}
    name = intent.removeprefix("/")
    if name in ("show", "show_abroad"):
        return str(given.get("entry", ""))
    if name == "show_topic":
        return f"topic/{given.get('topic', '')}"
    if name == "situation":
        return f"utter_situation_{given.get('situation', '')}"
    return f"utter_{name}"
