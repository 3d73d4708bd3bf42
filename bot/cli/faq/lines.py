"""Lines of a YAML text and where an entry or a field of it begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|.+\Z", re.DOTALL)

Pair = tuple[yaml.Node, Any]
"""The name of a field and its value."""

Span = tuple[int, int]
"""The first line, from 0, and the one after the last."""


def lines_of(text: str) -> list[str]:
    """The lines as YAML counts them, each with its end."""
    return _LINE.findall(text)


def line_end(text: str) -> str:
    """The kind of line end of a text."""
    return "\r\n" if "\r\n" in text else "\n"


def unified(text: str) -> str:
    """The text with line ends as Python has them."""
    return text.replace("\r\n", "\n")


def indentation(line: str) -> int:
    """The blanks at the beginning of a line."""
    return len(line) - len(line.lstrip(" "))


def entry_spans(text: str) -> list[Span]:
    """The lines of every entry, without blank lines and comments that follow it.

    Args:
        text: a YAML list of mappings.
    """
    lines = lines_of(text)
    starts = [_dash(lines, node.start_mark.line) for node in entries(text)]
    stops = [*starts[1:], len(lines)]
    return [
        (start, _trimmed(lines, start, stop, indentation(lines[start])))
        for start, stop in zip(starts, stops, strict=True)
    ]


def field_span(text: str, entry: yaml.Node, stop: int, name: str) -> Span:
    """The lines of a field, without blank lines and comments that follow it.

    Args:
        text: the whole text.
        entry: the entry's node.
        stop: where the entry ends.
        name: a field that it has.
    """
    key, value = (node.start_mark for node in fields(entry)[name])
    later = [other.start_mark.line for other, _ in fields(entry).values()]
    stop = min([line for line in later if line > key.line] or [stop])
    last = max(key.line, value.line)
    return key.line, _trimmed(lines_of(text), last, stop, key.column)


@lru_cache(maxsize=2)
def entries(text: str) -> tuple[yaml.MappingNode, ...]:
    """The nodes of the entries of a text that can be read."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return tuple(item for item in items if isinstance(item, yaml.MappingNode))


def fields(node: yaml.Node) -> dict[str, Pair]:
    """The fields of a mapping by name."""
    return {str(key.value): (key, value) for key, value in node.value}


def _dash(lines: list[str], number: int) -> int:
    """The line with the hyphen that begins an item whose first field stands on this line."""
    while not lines[number].lstrip().startswith("-"):
        number -= 1
    return number


def _trimmed(lines: list[str], start: int, stop: int, column: int) -> int:
    """Where a part ends whose last line may be followed by what belongs to the next one."""
    while stop - 1 > start and _is_between(lines[stop - 1], column):
        stop -= 1
    return stop


def _is_between(line: str, column: int) -> bool:
    bare = line.strip()
    return not bare or (bare.startswith("#") and indentation(line) <= column)
