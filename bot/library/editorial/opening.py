"""The rule about the beginning of a message, which a locked screen shows to everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.library.editorial.finding import Finding
from bot.library.editorial.texts import OPENING, Text
from bot.library.editorial.vocabulary import TELLING, Word

FIRST_SEEN = 40
"""Characters of a message that a locked screen shows."""

INSIDE = (
    "utter_contacts",
    "utter_offer",
    "utter_place_choice",
    "utter_situation_",
    "utter_trace",
)
"""How the names of the responses begin that only follow on another one."""

_REFERENCE_OR_CHARACTER = re.compile(r"\{[^{}]*\}|\s+|.", re.DOTALL)
_TELLING = "“{found}” shows on a locked screen; in the first forty characters write: {instead}."
_SHORT = (
    "this begins a message and what follows could show on a locked screen; write at least forty "
    "characters, not counting what is in braces."
)


def check_opening(text: Text, words: tuple[Word, ...]) -> Iterator[Finding]:
    """Telling words where a message begins, and a beginning too short to hide what follows."""
    if not _begins_a_message(text):
        return
    if _end_of_seen(text.text) is None:
        yield Finding(text, TELLING, 0, len(text.text), _SHORT)
    for word, match in telling(text.text, words):
        fault = _TELLING.format(found=match[0].strip(), instead=word.instead)
        yield Finding(text, TELLING, match.start(), match.end(), fault)


def telling(text: str, words: tuple[Word, ...]) -> Iterator[tuple[Word, re.Match[str]]]:
    """What among the first forty characters gives a reader away.

    Names of organisations are the same in every language, so the words of all of them count.

    Args:
        text: plain text, as it is shown or with its references, which count as no character.
        words: the vocabulary's words; those of other rules are passed over.
    """
    end = _end_of_seen(text)
    for word in words:
        for pattern in word.patterns if word.rule == TELLING else ():
            for match in pattern.finditer(text):
                if end is None or match.start() < end:
                    yield word, match


def _begins_a_message(text: Text) -> bool:
    if text.part == OPENING:
        return True
    is_response = text.part == "text" and text.where.startswith("utter_")
    return is_response and not text.where.startswith(INSIDE)


def _end_of_seen(text: str) -> int | None:
    """Where the part ends that is seen at most, None where all of it is."""
    seen = 0
    for part in _REFERENCE_OR_CHARACTER.finditer(text):
        seen += not part[0].startswith("{")
        if seen == FIRST_SEEN:
            return part.end()
    return None
