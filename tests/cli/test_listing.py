"""Lists are tables in a terminal and plain lines elsewhere; cells are never markup."""

from __future__ import annotations

import io

from rich.console import Console

from bot.cli.listing import plain, show

ROWS = [("1", "[red]что[/red]"), ("22", "a\nb")]


def shown(terminal: bool) -> str:
    file = io.StringIO()
    show(Console(file=file, force_terminal=terminal, width=60), ("n", "words"), ROWS)
    return file.getvalue()


def test_columns_stand_below_each_other() -> None:
    assert plain([("n", "words"), *ROWS]) == [
        "n   words", "1   [red]что[/red]", "22  a", "    b",
    ]  # fmt: skip


def test_outside_a_terminal_there_is_nothing_but_text() -> None:
    assert shown(terminal=False).splitlines() == plain([("n", "words"), *ROWS])


def test_in_a_terminal_it_is_a_table_and_cells_are_as_they_are() -> None:
    assert "[red]что[/red]" in shown(terminal=True)
    assert "│" in shown(terminal=True)
