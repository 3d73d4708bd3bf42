"""A list for a terminal: a table; where the output goes elsewhere, lines of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.console import Console
from rich.table import Table
from rich.text import Text


def show(console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their headings; cells are taken as they are, never as markup.

    Args:
        console: where to.
        headings: one for each column.
        rows: their cells; a cell may have several lines.
    """
    if not console.is_terminal:
        for line in plain([headings, *rows]):
            print(line, file=console.file)
        return
    table = Table(show_lines=any("\n" in cell for row in rows for cell in row))
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading == "id")  # ids are copied
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def plain(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines of text, the columns below each other."""
    split = [
        line
        for row in rows
        for line in zip_longest(*(cell.split("\n") for cell in row), fillvalue="")
    ]
    widths = [max(map(len, column)) for column in zip(*split, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in split
    ]
