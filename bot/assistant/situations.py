"""What somebody at risk is in, as far as it can be told, and the reply that fits it."""

from __future__ import annotations

from collections.abc import Iterable

GENERAL = "general"

SITUATIONS = (
    GENERAL,
    "chechnya",
    "russia",
    "abroad",
    "someone_else",
    "minor",
    "outed",
    "blackmail",
    "taken",
    "phone",
)
"""Each has a response `utter_situation_<name>` in domain.yml."""

TAGS = {"in_chechnya": "chechnya", "in_russia": "russia"}
"""Tags of nlu/safety that are called otherwise than the situation."""

ENTRIES = ("friend-taken", "family-found-out", "blackmail", "phone-seized")
"""Entries that say at length what the reply for a situation says. Their ways of asking ("friend
arrested") are neither surely danger nor surely harmless, and teach the classifier neither."""


def situation_of(tags: Iterable[str]) -> str:
    """The situation among the tags of an example, empty where there is none or the general one."""
    named = (TAGS.get(tag, tag) for tag in tags)
    return next((name for name in named if name in SITUATIONS and name != GENERAL), "")


def response_of_situation(name: str) -> str:
    """The response for a situation; the general one for a name that there is not."""
    return f"utter_situation_{name if name in SITUATIONS else GENERAL}"
