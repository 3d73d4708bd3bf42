"""A file of responses/faq as text, of which single entries and fields are replaced.

ruamel.yaml's round trip would wrap every list of the file anew, hundreds of lines, and nobody
would find the word that was changed. So only the lines of an entry or a field are put in place of
those that stood there; what they hold is ruamel's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.cli.faq.emission import (
    block_text,
    field_changed,
    field_text,
    item_text,
    ordered,
    way_added,
)
from bot.cli.faq.lines import (
    Span,
    entries,
    entry_spans,
    field_span,
    fields,
    line_end,
    lines_of,
    unified,
)
from bot.errors import LibraryError, Problem
from bot.library.blocks import Block, read_blocks, read_text

LONGEST_LINE = 108
"""Columns up to which a way of asking is added to a line."""


@dataclass(frozen=True)
class Document:
    """A file: its name relative to the root, and its text."""

    file: str
    text: str

    @classmethod
    def read(cls, root: Path, file: str) -> Document:
        """Read a file; one that does not exist is empty.

        Raises:
            LibraryError: it is not UTF-8.
        """
        path, problems = root / file, list[Problem]()
        if not path.exists():
            return cls(file, "")
        read_text(path, file, problems)
        if problems:
            raise LibraryError(problems)
        return cls(file, path.read_bytes().decode("utf-8"))  # with its own line ends

    def blocks(self) -> dict[str, Block]:
        """The entries by id.

        Raises:
            LibraryError: the text cannot be read.
        """
        problems: list[Problem] = []
        found = read_blocks(self.text, self.file, problems)
        if problems:
            raise LibraryError(problems)
        return {str(block.fields.get("id")): block for block in found}

    def span(self, entry_id: str) -> Span:
        """The lines of an entry, from 0."""
        return entry_spans(self.text)[self._number(entry_id)]

    def block(self, entry_id: str) -> str:
        """The text of an entry."""
        start, stop = self.span(entry_id)
        return unified("".join(lines_of(self.text)[start:stop]))

    def with_block(self, entry_id: str, text: str) -> Document:
        """The text of an entry replaced."""
        return self._spliced(self.span(entry_id), text)

    def with_entry(self, values: Mapping[str, Any]) -> Document:
        """One more entry at the end."""
        before, end = self.text.rstrip(), line_end(self.text)
        text = block_text(values).replace("\n", end)
        return replace(self, text=f"{before}{end}{end}{text}" if before else text)

    def with_fields(self, entry_id: str, values: Mapping[str, Any]) -> Document:
        """Fields of an entry set; an empty value takes the field away."""
        document = self
        for name, value in values.items():
            document = document._with_field(entry_id, name, value)
        return document

    def with_way(self, entry_id: str, language: str, way: str) -> Document:
        """One more way of asking at the end of a language's list."""
        asked = fields(self._node(entry_id)).get("asked_as")
        lists = fields(asked[1]) if asked else {}
        if language in lists and lists[language][1].flow_style and lists[language][1].value:
            return self._appended(*lists[language], way)
        if not asked:
            return self._with_field(entry_id, "asked_as", {language: [way]})
        return self._rewritten(entry_id, "asked_as", lambda text: way_added(text, language, way))

    def _appended(self, key: yaml.Node, ways: yaml.SequenceNode, way: str) -> Document:
        lines, mark, item = lines_of(self.text), ways.value[-1].end_mark, item_text(way)
        line = lines[mark.line]
        fits = len(line.rstrip()) + len(item) + len(", ") <= LONGEST_LINE
        gap = " " if fits else line_end(self.text) + " " * (key.start_mark.column + 2)
        lines[mark.line] = f"{line[: mark.column]},{gap}{item}{line[mark.column :]}"
        return replace(self, text="".join(lines))

    def _with_field(self, entry_id: str, name: str, value: Any) -> Document:
        node = self._node(entry_id)
        if node.flow_style:  # {id: …}, all on a line
            values = {**self.blocks()[entry_id].fields, name: value}
            return self.with_block(entry_id, block_text(values))
        missing, empty = name not in fields(node), value in ("", None)
        if missing:
            return self if empty else self._inserted(entry_id, name, value)
        if empty:
            return self._spliced(self._field_span(entry_id, name), "")
        return self._rewritten(entry_id, name, lambda text: field_changed(text, name, value))

    def _rewritten(self, entry_id: str, name: str, change: Callable[[str], str]) -> Document:
        """A field's text changed; the first one stands behind the hyphen of its entry."""
        span = self._field_span(entry_id, name)
        column = fields(self._node(entry_id))[name][0].start_mark.column
        old = unified("".join(lines_of(self.text)[slice(*span)]))
        new = textwrap.indent(change(textwrap.dedent(" " * column + old[column:])), " " * column)
        return self._spliced(span, old[:column] + new[column:])

    def _inserted(self, entry_id: str, name: str, value: Any) -> Document:
        """A field that was missing, behind those that entries have before it."""
        present = fields(self._node(entry_id))
        order = list(ordered({**dict.fromkeys(present), name: None}))
        before = order[: order.index(name)]
        last = [known for known in present if known in before] or list(present)[:1]
        _, stop = self._field_span(entry_id, last[-1])
        column = next(iter(present.values()))[0].start_mark.column
        return self._spliced((stop, stop), textwrap.indent(field_text(name, value), " " * column))

    def _field_span(self, entry_id: str, name: str) -> Span:
        return field_span(self.text, self._node(entry_id), self.span(entry_id)[1], name)

    def _node(self, entry_id: str) -> yaml.MappingNode:
        return entries(self.text)[self._number(entry_id)]

    def _number(self, entry_id: str) -> int:
        ids = [fields(node).get("id") for node in entries(self.text)]
        return [pair and pair[1].value for pair in ids].index(entry_id)

    def _spliced(self, span: Span, text: str) -> Document:
        lines, end = lines_of(self.text), line_end(self.text)
        start, stop = span
        if text and not text.endswith("\n"):
            text += "\n"
        if start and not lines[start - 1].endswith(("\n", "\r")):
            lines[start - 1] += end
        new = unified(text).replace("\n", end)
        return replace(self, text="".join([*lines[:start], new, *lines[stop:]]))
