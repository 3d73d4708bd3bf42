"""Splits Telegram HTML into messages: valid on their own, none longer than Telegram takes.

Telegram counts after it has read tags and entities, in UTF-16 units. What it would refuse
(an unknown tag, a tag left open, a bare `<` or `&`) is mended or shown as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

LIMIT = 4096

_ATTRIBUTES = {
    **dict.fromkeys("b strong i em u ins s strike del pre tg-spoiler".split(), ""),
    "a": r'\s+href="(?:https?://[^\s/"<>]+\.[^\s/"<>]|tg://|tel:|mailto:)[^"<>]*"',
    "blockquote": r"(\s+expandable)?",
    "code": r'(\s+class="language-[^"<>]+")?',
    "span": r'\s+class="tg-spoiler"',
    "tg-emoji": r'\s+emoji-id="[0-9]+"',
}
_TOKEN = re.compile(
    r"<(?P<slash>/?)(?P<name>[a-z-]+)(?P<attributes>(?:\s[^<>]*)?)>"
    r"|&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"
)
_AMPERSAND = re.compile(r"&(?:(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)?")
_NO_CHARACTER = "\ufffd"
"""What stands for a character that there is not."""

_LONGEST_CLUSTER = 64


@dataclass(frozen=True, eq=False)
class _Tag:
    """One tag at one place; two equal ones at two places are different."""

    name: str
    opening: str


@dataclass(frozen=True)
class _Glyph:
    """One character as it is seen, how it is written in HTML, and the tags around it."""

    seen: str
    written: str
    tags: tuple[_Tag, ...]

    @property
    def width(self) -> int:
        return sum(2 if ord(c) > 0xFFFF else 1 for c in self.seen)


def split(html: str, limit: int = LIMIT) -> list[str]:
    """The parts of a text, split at paragraphs, else lines, else words, else anywhere.

    Args:
        html: Telegram HTML of any length.
        limit: the longest part, in UTF-16 units after tags and entities are read.
    """
    glyphs = _read(html)
    parts = []
    start = 0
    while (start := _skip_spaces(glyphs, start)) < len(glyphs):
        end = _end(glyphs, start, limit)
        part = glyphs[start:end]
        if not all(_is_blank(glyph.seen) for glyph in part):
            parts.append(_write(part))
        start = end
    return parts


def plain(html: str) -> str:
    """What a reader sees of a text."""
    return "".join(glyph.seen for glyph in _read(html))


def _read(html: str) -> list[_Glyph]:
    """The characters that are seen; whatever is no tag and no entity is one of them."""
    html = html.encode("utf-8", "replace").decode("utf-8")
    glyphs = []
    tags: tuple[_Tag, ...] = ()
    place = 0
    while place < len(html):
        token = _TOKEN.match(html, place)
        if token and token["name"] and (inside := _tags_after(token, tags)) is not None:
            tags = inside
        elif token and not token["name"] and (seen := _character(token[0])):
            glyphs.append(_Glyph(seen, token[0], tags))
        else:
            token = None
            glyphs.append(_Glyph(html[place], escape(html[place], quote=False), tags))
        place = token.end() if token else place + 1
    return glyphs


def _tags_after(token: re.Match[str], tags: tuple[_Tag, ...]) -> tuple[_Tag, ...] | None:
    """The open tags after this one; None where Telegram knows no such tag."""
    pattern = _ATTRIBUTES.get(token["name"])
    if pattern is None:
        return None
    if token["slash"]:
        return _closed(tags, token["name"]) if not token["attributes"].strip() else None
    if not re.fullmatch(pattern, token["attributes"]):
        return None
    return (*tags, _Tag(token["name"], _AMPERSAND.sub(_escaped, token[0])))


def _character(entity: str) -> str:
    """The character of an entity, empty where Telegram knows none."""
    seen = unescape(entity) if entity.endswith(";") else ""
    return seen if len(seen) == 1 and seen != _NO_CHARACTER else ""


def _escaped(ampersand: re.Match[str]) -> str:
    """An entity as it is, any other ampersand as one."""
    return ampersand[0] if _character(ampersand[0]) else "&amp;" + ampersand[0][1:]


def _closed(tags: tuple[_Tag, ...], name: str) -> tuple[_Tag, ...]:
    """The open tags after `</name>`; a closing tag that fits nothing changes nothing."""
    for depth in reversed(range(len(tags))):
        if tags[depth].name == name:
            return tags[:depth]
    return tags


def _end(glyphs: Sequence[_Glyph], start: int, limit: int) -> int:
    """Where the part that begins at `start` ends."""
    room = limit
    paragraph = line = word = 0
    for place in range(start, len(glyphs)):
        if glyphs[place].seen.isspace():
            word = place
            if glyphs[place].seen == "\n":
                line = place
                if place + 1 < len(glyphs) and glyphs[place + 1].seen == "\n":
                    paragraph = place
        room -= glyphs[place].width
        if room < 0:
            return paragraph or line or word or _between_clusters(glyphs, start, place)
    return len(glyphs)


def _between_clusters(glyphs: Sequence[_Glyph], start: int, place: int) -> int:
    """A place at or before `place` that does not cut an accent or a joined emoji off its base."""
    for cut in range(place, max(start, place - _LONGEST_CLUSTER), -1):
        after, before = glyphs[cut].seen, glyphs[cut - 1].seen
        joined = after == "\u200d" or before == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff"
        if not joined and not unicodedata.category(after).startswith("M"):
            return cut
    return max(place, start + 1)


def _write(glyphs: Sequence[_Glyph]) -> str:
    """HTML of these characters, every tag opened and closed in it."""
    end = len(glyphs)
    while end and glyphs[end - 1].seen.isspace():
        end -= 1
    written: list[str] = []
    tags: tuple[_Tag, ...] = ()
    for glyph in (*glyphs[:end], _Glyph("", "", ())):
        shared = 0
        while shared < min(len(tags), len(glyph.tags)) and tags[shared] is glyph.tags[shared]:
            shared += 1
        written += [f"</{tag.name}>" for tag in reversed(tags[shared:])]
        written += [tag.opening for tag in glyph.tags[shared:]]
        written.append(glyph.written)
        tags = glyph.tags
    return "".join(written)


def _skip_spaces(glyphs: Sequence[_Glyph], start: int) -> int:
    while start < len(glyphs) and glyphs[start].seen.isspace():
        start += 1
    return start


def _is_blank(seen: str) -> bool:
    """Whether nothing is seen of a character; Telegram refuses a message of such only."""
    return seen.isspace() or unicodedata.category(seen) in ("Cc", "Cf", "Zs")
