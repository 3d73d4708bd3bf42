"""YAML as volunteers write it, with line numbers and without YAML's surprises.

Every scalar stays the text that was typed: `no` is a word and 2017-04-01 is not turned into
something else. Faults are collected, not raised, so that all of them can be shown at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Problem
from bot.library.model import Place
from bot.library.yaml_nodes import compose, fault_of

_LIST_LINE = re.compile(r"^\s*[-•]\s+")
_NOT_UTF_8 = "cannot be read as text from here on; save the file as UTF-8."
BYTE_ORDER_MARK = "begins with an invisible mark (BOM); save the file as UTF-8 without BOM."
_NOT_THERE = "there is no such file; restore it, or correct the name."
_RESTORE = "restore it, or save it as UTF-8."
_NOT_A_NAME = (
    "the name of a field must be a word; put quotes around a text that begins with { or [."
)


@dataclass(frozen=True)
class Block:
    """One item of a file: its fields; `place` knows the line of each."""

    place: Place
    fields: dict[str, Any]

    def line(self, name: str) -> int:
        """The line of a field, or of the block where the field is missing."""
        return self.place.of(name).line


def read_text(path: Path, file: str, problems: list[Problem]) -> str:
    """The text of a file, or the empty text and a problem."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, _NOT_UTF_8))
    except FileNotFoundError:
        problems.append(Problem(file, 0, _NOT_THERE))
    except OSError as error:
        problems.append(Problem(file, 0, f"cannot be read as text ({error.strerror}); {_RESTORE}"))
    else:
        if text.startswith("\ufeff"):
            problems.append(Problem(file, 1, BYTE_ORDER_MARK))
        return text.removeprefix("\ufeff")
    return ""


def read_blocks(text: str, file: str, problems: list[Problem]) -> list[Block]:
    """The blocks of a text that is a YAML list of mappings.

    Args:
        text: what stands in the file.
        file: the file's name in messages, relative to the root.
        problems: receives what is wrong.
    """
    node = _compose(text, file, 0, problems)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.append(Problem(file, 1, "must be a list: begin every item with '- id: …'."))
        return []
    blocks = (_block(item, file, 0, problems) for item in node.value)
    return [block for block in blocks if block]


def read_front_matter(
    text: str, file: str, problems: list[Problem]
) -> tuple[Block | None, list[str], int]:
    """The YAML between the two `---` lines of a Markdown file, the lines after it, and the
    number of the first of those lines."""
    lines = text.splitlines()
    fences = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if len(fences) < 2 or fences[0] != 0:
        problems.append(Problem(file, 1, "must begin with its details between two '---' lines."))
        return None, [], 0
    end = fences[1]
    before = len(problems)
    node = _compose("\n".join(lines[1:end]), file, 1, problems)
    if node is None and len(problems) == before:
        problems.append(Problem(file, 1, "has no details between the two '---' lines; add them."))
    return (_block(node, file, 1, problems) if node else None), lines[end + 1 :], end + 2


def unwrap(text: str) -> str:
    """Join the lines of each paragraph; keep blank lines and the lines of a list apart.

    A message is the same for its translators however a volunteer wraps it.
    """
    paragraphs: list[list[str]] = [[]]
    for line in text.strip().splitlines():
        if not line.strip():
            if paragraphs[-1]:
                paragraphs.append([])
        elif _LIST_LINE.match(line):
            paragraphs[-1].append("- " + _LIST_LINE.sub("", line).strip())
        elif paragraphs[-1]:
            paragraphs[-1][-1] += " " + line.strip()
        else:
            paragraphs[-1].append(line.strip())
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def _compose(text: str, file: str, offset: int, problems: list[Problem]) -> yaml.Node | None:
    try:
        return compose(text)
    except yaml.YAMLError as error:
        line, message = fault_of(error)
        problems.append(Problem(file, line + offset if line else 0, message))
        return None


def _block(node: yaml.Node, file: str, offset: int, problems: list[Problem]) -> Block | None:
    line = node.start_mark.line + 1 + offset
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(file, line, "must be fields of the form 'name: value'."))
        return None
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1 + offset
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(file, at, _NOT_A_NAME))
            continue
        if key.value in fields:
            problems.append(Problem(file, at, f"'{key.value}' stands twice; keep one."))
            continue
        fields[key.value] = _value(value)
        lines[key.value] = at
    return Block(Place(file, line, lines), fields)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag.endswith(":null") else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return {str(key.value): _value(value) for key, value in node.value}
