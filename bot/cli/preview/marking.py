"""Strings that can be told apart in what is made of them: who wrote what stands where.

A marked catalog puts a string's number around it in characters of the private use area. They come
through translation, escaping and filling in untouched; then `tagged` makes tags of them that the
splitter knows and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.cli.preview.po_strings import PoStrings
from bot.languages import SOURCE_LANGUAGE, Catalog

_OPEN, _NUMBERED, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([0-9]+){_NUMBERED}|{_CLOSE}")
_ANY = re.compile(f"[{_OPEN}{_NUMBERED}{_CLOSE}]")
_TAG = re.compile(r'<tg-emoji emoji-id="([0-9]+)">|</tg-emoji>')
_ITEM = "- "


@dataclass(frozen=True)
class MarkedCatalog(Catalog):
    """A catalog whose messages carry the numbers of their strings."""

    origin: Catalog = field(default_factory=lambda: Catalog(SOURCE_LANGUAGE))
    strings: PoStrings | None = None

    def gettext(self, message: str) -> str:
        """The message in this language, marked; English is not."""
        text = _ANY.sub("\ufffd", self.origin.gettext(message))
        if not text or self.strings is None:
            return text
        item = _ITEM if text.startswith(_ITEM) else ""  # the renderer looks for it
        number = self.strings.number(message)
        return f"{item}{_OPEN}{number}{_NUMBERED}{text[len(item) :]}{_CLOSE}"

    def has(self, message: str) -> bool:
        """Whether the message can be shown in this language."""
        return self.origin.has(message)

    def date(self, value: str) -> str:
        """A date; its pattern is a string too, but not one to be seen."""
        return self.origin.date(value)


def tagged(marked: str) -> str:
    """Telegram HTML whose marks have become tags."""
    tags = _MARK.sub(lambda m: f'<tg-emoji emoji-id="{m[1]}">' if m[1] else "</tg-emoji>", marked)
    return _ANY.sub("", tags)


def unmarked(marked: str) -> str:
    """A text without marks."""
    return _ANY.sub("", _MARK.sub("", marked))


def untagged(html: str, opening: Callable[[int], str], closing: Callable[[int], str]) -> str:
    """HTML with something else in the place of its tags.

    Args:
        html: what `tagged` or the splitter gave; every tag is closed in it.
        opening: what stands for the beginning of the string with this number.
        closing: the same for its end.
    """
    inside: list[int] = []

    def replace(match: re.Match[str]) -> str:
        if match[1]:
            inside.append(int(match[1]))
            return opening(inside[-1])
        return closing(inside.pop())

    return _TAG.sub(replace, html)
