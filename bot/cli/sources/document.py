"""What a file or a page holds, once it has been read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.errors import RyadomError
from bot.library.shape import is_day
from bot.text import cyrillic_words, is_ukrainian, latin_words

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class DocumentError(RyadomError):
    """A document cannot be taken; the sentence says why and what to do instead."""


@dataclass(frozen=True)
class Document:
    """A document's paragraphs and what it says of itself, as far as it does.

    Attributes:
        date: 2017-04-01, 2017-04 or 2017.
        date_note: how the date is known where it does not stand in the text.
    """

    paragraphs: tuple[str, ...]
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    date_note: str = ""
    language: str = ""


def language_of(paragraphs: tuple[str, ...]) -> str:
    """`ru`, `uk` or `en` by the letters; empty where other letters prevail."""
    text = "\n".join(paragraphs[:50])
    cyrillic, latin = cyrillic_words(text), latin_words(text)
    if cyrillic > latin:
        return "uk" if is_ukrainian(text) else "ru"
    return "en" if latin else ""


def day(value: object) -> str:
    """A date such as 2017-04-01, or the empty text where the calendar has none such."""
    found = str(value or "").strip()[:10]
    return found if _DAY.fullmatch(found) and is_day(found) else ""
