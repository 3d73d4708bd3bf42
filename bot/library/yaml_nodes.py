"""The nodes of a YAML text, and in words a volunteer knows what keeps it from being read."""

from __future__ import annotations

import re

import yaml

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


class _Riddle(yaml.YAMLError):
    """YAML that could be read, but not by people."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


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
