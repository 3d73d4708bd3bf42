"""A table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Row = Sequence[str]


def table(head: Row, rows: Iterable[Row]) -> str:
    """The first column to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(3, *(len(line[n]) for line in lines)) for n in range(len(head))]
    ruler = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(
        "| " + " | ".join(_padded(n, cell, widths[n]) for n, cell in enumerate(line)) + " |"
        for line in (head, ruler, *lines[1:])
    )


def _padded(column: int, cell: str, width: int) -> str:
    return cell.rjust(width) if column else cell.ljust(width)
