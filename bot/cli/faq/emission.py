"""Fields of an entry as YAML, in the style in which the files of responses/faq are written.

ruamel.yaml writes the values, so that quotes stand where YAML needs them and nowhere else.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from bot.errors import RyadomError
from bot.library.blocks import unwrap
from bot.library.loader import ENTRY
from bot.library.shape import is_day

Values = dict[str, Any]
"""An entry or a part of one as it is typed: texts, lists of texts, lists by language."""

LONG = ("answer", "details")
"""Fields of several paragraphs."""

TEXT_WIDTH = 78
WIDTH = 100
"""Columns of a paragraph, and of anything else."""

INDENT = "  "

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ordered(values: Mapping[str, Any]) -> Values:
    """The fields in the order in which entries have them; unknown ones last."""
    known = {name: values[name] for name in ENTRY if name in values}
    return {**known, **values}


def block_text(values: Mapping[str, Any]) -> str:
    """A whole entry, `- id: …` and so on; empty fields are left out, empty lists too unless they
    are the sources."""
    kept = {n: v for n, v in ordered(values).items() if v not in (None, "", [], {}) or n == SOURCES}
    lines = "".join(field_text(name, value) for name, value in kept.items())
    return "- " + textwrap.indent(lines, INDENT)[len(INDENT) :]


SOURCES = "sources"


def field_text(name: str, value: Any) -> str:
    """A field with its value, not indented, a line break at its end."""
    return _dumped(CommentedMap({name: _node(name, value)}))


def field_changed(text: str, name: str, value: Any) -> str:
    """A field with another value; the comments beside it and the way it is written stay.

    Args:
        text: the field as it stands, not indented.
        name: its name.
        value: the new value.
    """
    try:
        data = _yaml().load(text)
        data[name] = _node(name, value)
        return _dumped(data)
    except (YAMLError, KeyError, TypeError):  # ruamel reads a YAML newer than the loader's
        return field_text(name, value)


def way_added(text: str, language: str, way: str) -> str:
    """The field `asked_as` with one more way in a language, its comments left alone."""
    try:
        data = _yaml().load(text)
        data["asked_as"].setdefault(language, _flow([])).append(way)
        return _dumped(data)
    except (YAMLError, AttributeError) as error:
        raise RyadomError("asked_as cannot be added to; change it in an editor.") from error


def item_text(text: str) -> str:
    """A text as an item between square brackets."""
    dumped = _dumped(_flow([text]), width=10_000)
    return dumped.strip()[1:-1]


def wrapped(text: str) -> str:
    """Paragraphs and lists, wrapped so that they read back as the same text."""
    parts = ["\n".join(map(_wrapped_line, part.split("\n"))) for part in unwrap(text).split("\n\n")]
    return "\n\n".join(parts)


def _wrapped_line(line: str) -> str:
    further = INDENT if line.startswith("- ") else ""
    lines = textwrap.wrap(
        line, TEXT_WIDTH, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )
    folded = "\n".join(lines)
    # A hyphen or a dot that came to begin a line would make it an item of a list.
    return folded if unwrap(folded) == line else line


def _node(name: str, value: Any) -> Any:
    if name in LONG and isinstance(value, str):
        return LiteralScalarString(wrapped(value) + "\n")
    if isinstance(value, Mapping):
        return CommentedMap({str(key): _node("", item) for key, item in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _flow(value)
    return _scalar(name, value)


def _scalar(name: str, value: Any) -> Any:
    """What ruamel writes without quotes where the field is no text."""
    text = str(value)
    if text.startswith((":", "?")):  # ruamel leaves it bare, which YAML before 1.2 cannot read
        return DoubleQuotedScalarString(text)
    if name == "risky_in_russia" and text in ("true", "false"):
        return text == "true"
    if name in ("year", "reviewed") and text.isdecimal():
        return int(text)
    if name == "reviewed" and _FULL_DAY.fullmatch(text) and is_day(text):
        return date.fromisoformat(text)
    return text


def _flow(items: Sequence[Any]) -> CommentedSeq:
    node = CommentedSeq([_scalar("", item) for item in items])
    node.fa.set_flow_style()
    return node


def _yaml(width: int = WIDTH) -> YAML:
    yaml = YAML()
    yaml.width = width
    yaml.preserve_quotes = True
    return yaml


def _dumped(data: Any, width: int = WIDTH) -> str:
    buffer = io.StringIO()
    _yaml(width).dump(data, buffer)
    return buffer.getvalue()
