"""What somebody at risk is in, as far as it can be told, and the reply that fits it."""

from __future__ import annotations

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

HELD_BACK = 0.5
"""Probability below which a situation is taken for the general one: a reply that speaks of the
wrong thing unsettles, while the general one always fits."""


def response_of_situation(name: str) -> str:
    """The response for a situation; the general one for a name that there is not."""
    return f"utter_situation_{name if name in SITUATIONS else GENERAL}"
