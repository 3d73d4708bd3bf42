"""Labelled messages in a table: one a line, its columns parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.errors import Problem
from bot.library.blocks import read_text

TWICE = "twice"
"""The rule that a message stands once in its file."""

FEW = 10
"""Faults of one table that are named; further ones are counted."""

_EMPTY = "holds no message; restore it with git."


class Row(NamedTuple):
    """A line of a table: its number, and what stands in each column."""

    line: int
    cells: tuple[str, ...]


def read_rows(path: Path, file: str, columns: Sequence[str], problems: list[Problem]) -> list[Row]:
    """The lines of a table that have its columns and a text in the first.

    Args:
        path: where the table is.
        file: its name in messages.
        columns: what its first line must hold.
        problems: receives what is wrong.
    """
    before = len(problems)
    text = read_text(path, file, problems)
    if len(problems) > before:
        return []
    first, *lines = text.split("\n")
    if not text.strip():
        problems.append(Problem(file, 0, _EMPTY))
    elif first.split("\t") != list(columns):
        fault = f"the first line must be {', '.join(columns)}, with a tab between two of them."
        problems.append(Problem(file, 1, fault))
    elif not any(line.strip() for line in lines):
        problems.append(Problem(file, 0, _EMPTY))
    else:
        return list(_rows(lines, file, columns, problems))
    return []


def check_twice(rows: Sequence[Row], file: str) -> Iterator[Problem]:
    """Messages that stand in a table already."""
    first: dict[str, int] = {}
    for line, cells in rows:
        before = first.setdefault(" ".join(cells[0].split()), line)
        if before != line:
            fault = f"this text stands in line {before} too; keep one of the two."
            yield Problem(file, line, fault, TWICE)


def few(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems of a file, and how many there are beside them."""
    first = sorted(problems, key=lambda problem: problem.line)
    if len(first) > FEW:
        rest = f"{len(first) - FEW} more faults stand from here on; mend those above first."
        first[FEW:] = [Problem(first[FEW].file, first[FEW].line, rest)]
    return first


def _rows(
    lines: Sequence[str], file: str, columns: Sequence[str], problems: list[Problem]
) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        cells = tuple(line.split("\t"))
        if not line:
            continue
        if len(cells) != len(columns):
            fault = (
                f"has {len(cells)} columns and must have {len(columns)} ({', '.join(columns)}), "
                "with one tab between two of them."
            )
            problems.append(Problem(file, number, fault))
        elif not cells[0].strip():
            problems.append(Problem(file, number, "has no text; write one or delete the line."))
        else:
            yield Row(number, cells)
