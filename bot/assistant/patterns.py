"""Reviewed phrases that decide an intent by themselves: the `regex` items of nlu/*.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.text import fold
from bot.transliteration import to_cyrillic

ORDER = ("self_harm", "at_risk", "exposure", "hostile")
"""Intents that outrank everything else, most urgent first."""


class Patterns:
    """Regular expressions by intent, searched in the folded text and in its Cyrillic reading."""

    def __init__(self, expressions: Mapping[str, Iterable[str]]) -> None:
        """Compile.

        Args:
            expressions: intent → expressions, as typed in nlu/*.yml.

        Raises:
            re.error: an expression is not one.
        """
        self._compiled = {
            intent: [re.compile(expression) for expression in dict.fromkeys(found)]
            for intent, found in expressions.items()
        }

    @classmethod
    def of(cls, regex_features: Iterable[Mapping[str, str]]) -> Patterns:
        """From Rasa's training data, a list of {"name": intent, "pattern": expression}."""
        found: dict[str, list[str]] = {}
        for feature in regex_features:
            found.setdefault(feature["name"], []).append(feature["pattern"])
        return cls(found)

    def as_dict(self) -> dict[str, list[str]]:
        """A form for JSON."""
        return {intent: [c.pattern for c in found] for intent, found in self._compiled.items()}

    def match(self, text: str) -> str | None:
        """The most urgent intent one of whose expressions occurs, None where none does."""
        readings = {fold(text), to_cyrillic(text)}
        urgent = [intent for intent in ORDER if intent in self._compiled]
        rest = [intent for intent in self._compiled if intent not in ORDER]
        for intent in (*urgent, *rest):
            for expression in self._compiled[intent]:
                if any(expression.search(reading) for reading in readings):
                    return intent
        return None
