"""What is done to a person's text: cleaning, folding for comparison, counting by alphabet.

Folding serves matching only; nothing folded is ever shown.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1000
"""Characters of a message that are read; what follows adds nothing to a question."""

_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SPACES = re.compile(r"\s+")
_NOT_A_WORD = re.compile(r"[\W_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")


def clean(untrusted_text: str) -> str:
    """A message fit to be read: composed, without control characters, at most LONGEST long."""
    kept = (" " if c.isspace() else c for c in untrusted_text[: 4 * LONGEST])
    visible = "".join(c for c in kept if unicodedata.category(c) not in _UNWANTED)
    composed = unicodedata.normalize("NFC", visible)
    return _SPACES.sub(" ", composed).strip()[:LONGEST].rstrip()


def fold(text: str) -> str:
    """Lower case, ё as е, punctuation as single spaces."""
    lowered = clean(text).lower().replace("ё", "е")
    return _NOT_A_WORD.sub(" ", lowered).strip()


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 day`, `2 days`: a number with its English noun, for those who write and translate."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def cyrillic_words(text: str) -> int:
    """How many words hold a Cyrillic letter."""
    return sum(1 for word in words(text) if _CYRILLIC.search(word))


def latin_words(text: str) -> int:
    """How many words hold a Latin and no Cyrillic letter."""
    return sum(1 for word in words(text) if _LATIN.search(word) and not _CYRILLIC.search(word))


def is_ukrainian(text: str) -> bool:
    """Whether a letter occurs that Ukrainian has and Russian has not."""
    return bool(_UKRAINIAN.search(text))
