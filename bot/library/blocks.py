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

_LIST_LINE = re.compile(r"^\s*[-•]\s+")
_NOT_UTF_8 = "cannot be read as text from here on; save the file as UTF-8."
BYTE_ORDER_MARK = "begins with an invisible mark (BOM); save the file as UTF-8 without BOM."
_RESTORE = "restore it, or save it as UTF-8."
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[*&]\w", re.MULTILINE)
_TOO_DEEP = re.compile(r"(?:[\[{][^\[\]{}]*){50}|(?:-\s+){50}")
_CHECK = "check the spaces at the line's start, the quotes and the colons."
_FIXES = {
    "tab character": "put spaces where a tab stands at the line's start.",
    "another place": "write the text out, or put quotes around it.",
    "cannot start any token": "put spaces where a tab stands at the line's start, and "
    "quotes around a text that begins with @, % or `.",
    "mapping values are not": "put quotes around a text with a colon in it, or check the spaces "
    "at the line's start.",
    "expected key": "put quotes around a text that begins with {, or check the spaces at the "
    "line's start.",
    "unexpected end of stream": "close the quotation mark that stands open.",
    "expected ',' or ']'": "close the square bracket that stands open above.",
}
"""What to do about the commoner sentences of the YAML library."""
_NOT_A_NAME = (
    "the name of a field must be a word; put quotes around a text that begins with { or [."
)


class _Riddle(yaml.YAMLError):
    """YAML that could be read, but not by people."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


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


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text without its riddles: nothing that refers to another place.

    Raises:
        yaml.YAMLError: it is no such text; `fault_of` says what is wrong.
    """
    if deep := _TOO_DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise _Riddle("there are lists within lists within lists", line)
    if _ALIAS.search(text):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):  # could hold itself, or grow beyond bounds
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise _Riddle(f"'*{event.anchor}' stands for another place of the file", line)
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    return node


def fault_of(error: yaml.YAMLError) -> tuple[int, str]:
    """The line (0 where it is not known) and the sentence for text that is no YAML."""
    mark = getattr(error, "problem_mark", None)
    line = error.line if isinstance(error, _Riddle) else mark.line + 1 if mark else 0
    what = getattr(error, "problem", None) or "it is not YAML"
    fix = next((fix for part, fix in _FIXES.items() if part in what), _CHECK)
    if isinstance(error, yaml.reader.ReaderError):
        what, fix = "it holds characters that are no text", "save it as a text file in UTF-8."
    return line, f"cannot be read ({what}); {fix}"


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
