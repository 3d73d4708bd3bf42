"""References in braces, by which dates, figures, contacts and sources enter a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

KINDS = ("date", "figure", "contact", "brief", "source")
"""`brief` is a contact in two lines, for somebody who has no time."""

_REFERENCE = re.compile(r"\{([a-z]+):([^{}\s]+)\}")
_STRAY = re.compile(r"[{}]")


class Reference(NamedTuple):
    """`{figure:detained-2017-04}` is Reference("figure", "detained-2017-04")."""

    kind: str
    target: str


def references(text: str) -> Iterator[Reference]:
    """Every reference of a text, in order."""
    for match in _REFERENCE.finditer(text):
        yield Reference(match[1], match[2])


def has_stray_brace(text: str) -> bool:
    """Whether a brace stands outside a well-formed reference."""
    return bool(_STRAY.search(_REFERENCE.sub("", text)))


def substitute(
    text: str, literal: Callable[[str], str], replace: Callable[[Reference], str]
) -> str:
    """The text with every reference replaced and everything else passed through `literal`."""
    parts: list[str] = []
    position = 0
    for match in _REFERENCE.finditer(text):
        parts.append(literal(text[position : match.start()]))
        parts.append(replace(Reference(match[1], match[2])))
        position = match.end()
    parts.append(literal(text[position:]))
    return "".join(parts)
