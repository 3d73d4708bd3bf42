"""Telegram HTML, read as strictly as the documentation describes it.

Written apart from bot/telegram/splitting.py, so that a mistake in one shows in the other.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from tests.support.telegram_server.refusal import Refusal, bad_request

LIMIT = 4096
TYPES = {
    "bold": ("b", "strong"),
    "italic": ("i", "em"),
    "underline": ("u", "ins"),
    "strikethrough": ("s", "strike", "del"),
    "spoiler": ("tg-spoiler", "span"),
    "text_link": ("a",),
    "code": ("code",),
    "pre": ("pre",),
    "blockquote": ("blockquote",),
    "custom_emoji": ("tg-emoji",),
}
TYPE_OF_TAG = {tag: kind for kind, tags in TYPES.items() for tag in tags}
MUST_HAVE = {"span": "class", "a": "href", "tg-emoji": "emoji-id"}
MAY_HAVE = {"code": "class", "blockquote": "expandable", **MUST_HAVE}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ATTRIBUTE = re.compile(r"\s+([a-z-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([a-zA-Z0-9.-]+)))?")


def visible(text: str, parse_mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """What is seen of a text and its entities; refuses what Telegram refuses."""
    entities: list[dict[str, Any]] = []
    if parse_mode:
        if parse_mode.upper() != "HTML":
            raise bad_request("unsupported parse_mode")
        text, entities = parse(text)
    if all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs") for c in text):
        raise bad_request("message text is empty")
    if utf16(text.strip()) > LIMIT:
        raise bad_request("message is too long")
    return text, entities


def parse(html: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities of HTML."""
    text = ""
    entities: list[dict[str, Any]] = []
    opened: list[tuple[str, int, dict[str, str]]] = []
    place = 0
    while place < len(html):
        if html[place] == "&":
            character, place = _character(html, place)
            text += character
        elif html[place] == ">":
            raise cannot_parse('a bare ">"', place)
        elif html[place] != "<":
            text += html[place]
            place += 1
        elif html.startswith("</", place):
            tag, place = _end_tag(html, place)
            if not opened:
                raise cannot_parse("Unexpected end tag", place)
            name, start, extra = opened.pop()
            if name != tag:
                raise cannot_parse(f'Unmatched end tag, expected "</{name}>"', place)
            if length := utf16(text) - start:
                entity: dict[str, Any] = {"offset": start, "length": length}
                entities.append(entity | {"type": TYPE_OF_TAG[name]} | extra)
        else:
            tag, attributes, place = _start_tag(html, place)
            opened.append((tag, utf16(text), _extra(tag, attributes, place)))
    if opened:
        raise cannot_parse(
            f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"', place
        )
    return text, sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cannot_parse(what: str, place: int) -> Refusal:
    return bad_request(f"can't parse entities: {what} at offset {place}")


def _character(html: str, place: int) -> tuple[str, int]:
    match = re.compile(r"&(?:([a-z]+)|#([0-9]+)|#[xX]([0-9a-fA-F]+));").match(html, place)
    if not match:
        raise cannot_parse('a bare "&"', place)
    if match[1]:
        if match[1] not in NAMED:
            raise cannot_parse("unknown entity", place)
        return NAMED[match[1]], match.end()
    number = int(match[2]) if match[2] else int(match[3], 16)
    if not 0 < number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise cannot_parse("no such character", place)
    return chr(number), match.end()


def _end_tag(html: str, place: int) -> tuple[str, int]:
    match = re.compile(r"</([a-zA-Z-]+)\s*>").match(html, place)
    if not match:
        raise cannot_parse("Unclosed end tag", place)
    return match[1].lower(), match.end()


def _start_tag(html: str, place: int) -> tuple[str, dict[str, str | None], int]:
    name = re.compile(r"<([a-zA-Z][a-zA-Z-]*)(?=[\s>])").match(html, place)
    if not name:
        raise cannot_parse("Unsupported start tag", place)
    attributes: dict[str, str | None] = {}
    end = name.end()
    while attribute := ATTRIBUTE.match(html, end):
        value = next((v for v in attribute.group(2, 3, 4) if v is not None), None)
        attributes[attribute[1]] = _unescaped(value, end)
        end = attribute.end()
    close = re.compile(r"\s*>").match(html, end)
    if not close:
        raise cannot_parse("Unclosed start tag", place)
    return name[1].lower(), attributes, close.end()


def _unescaped(value: str | None, place: int) -> str | None:
    """An attribute's value; it has to be escaped like text."""
    if value is None:
        return None
    if "<" in value or ">" in value:
        raise cannot_parse("a bare bracket in an attribute", place)
    text = ""
    index = 0
    while index < len(value):
        if value[index] == "&":
            character, index = _character(value, index)
            text += character
        else:
            text += value[index]
            index += 1
    return text


def _extra(tag: str, attributes: dict[str, str | None], place: int) -> dict[str, str]:
    """Checks a tag with its attributes; what the entity holds beside its type."""
    if tag not in TYPE_OF_TAG:
        raise cannot_parse(f'Unsupported start tag "{tag}"', place)
    if set(attributes) - {MAY_HAVE.get(tag)} or (tag in MUST_HAVE and not attributes):
        raise cannot_parse(f'attributes of start tag "{tag}"', place)
    value = attributes.get(MAY_HAVE.get(tag, "")) or ""
    if tag == "span" and value != "tg-spoiler":
        raise cannot_parse(f'class of start tag "{tag}"', place)
    if tag == "code" and attributes and not value.startswith("language-"):
        raise cannot_parse(f'class of start tag "{tag}"', place)
    if tag == "a":
        if not re.match(r"(https?://[^\s/]+\.[^\s/]+|tg://|tel:|mailto:)", value):
            raise cannot_parse("a link that leads nowhere", place)
        return {"url": value}
    return {"custom_emoji_id": value} if tag == "tg-emoji" else {}
