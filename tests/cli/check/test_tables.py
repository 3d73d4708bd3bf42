"""Tables of labelled messages: what is read of them, and how much is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.check.tables import FEW, check_twice, few, read_rows
from bot.errors import Problem

COLUMNS = ("text", "label")
HEADER = "text\tlabel\n"


def rows(path: Path, text: str) -> tuple[list[tuple[int, str]], list[int]]:
    """The line and the first cell of what is read, and the lines of the faults."""
    path.write_bytes(text.encode())
    problems: list[Problem] = []
    found = read_rows(path, path.name, COLUMNS, problems)
    return [(line, cells[0]) for line, cells in found], [problem.line for problem in problems]


@pytest.mark.parametrize(
    ("text", "read", "faults"),
    [
        (f"{HEADER}rain\twet\nsun\tdry\n", [(2, "rain"), (3, "sun")], []),
        (f"{HEADER}rain\twet\n\nsun\tdry", [(2, "rain"), (4, "sun")], []),
        (f"{HEADER}rain\twet\n".replace("\n", "\r\n"), [(2, "rain")], []),
        (f'{HEADER}"rain\twet\n', [(2, '"rain')], []),
        (f"{HEADER}rain\nsun\tdry\n", [(3, "sun")], [2]),
        (f"{HEADER} \twet\nsun\tdry\n", [(3, "sun")], [2]),
        ("rain\twet\n", [], [1]),
        (f"\ufeff{HEADER}rain\twet\n", [], [1]),
        (HEADER, [], [0]),
        ("\n", [], [0]),
    ],
)
def test_what_is_read(tmp_path: Path, text: str, read: list[int], faults: list[int]) -> None:
    assert rows(tmp_path / "table.tsv", text) == (read, faults)


def test_blanks_make_no_other_text(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(f"{HEADER}heavy rain\twet\nheavy  rain \twet\nHeavy rain\twet\n", "utf-8")
    (twice,) = check_twice(read_rows(path, path.name, COLUMNS, []), path.name)
    assert (twice.line, twice.rule) == (3, "twice")


@pytest.mark.parametrize("number", [0, FEW, FEW + 1, 10 * FEW])
def test_one_table_says_little(number: int) -> None:
    problems = [Problem("table.tsv", line, "is wrong.") for line in range(number)]
    said = few(list(reversed(problems)))
    assert said[:FEW] == problems[:FEW]
    assert len(said) == min(number, FEW + 1)
    assert number <= FEW or said[-1].message.startswith(f"{number - FEW} more")
