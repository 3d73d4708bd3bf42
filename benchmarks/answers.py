"""How many of the labelled questions of tests/data get what they should, one side at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cli.figures import ROWS, Result, Row

Figures = dict[str, dict[str, str]]
"""Row → language code → what holds, as `90/100 90.0 %`."""


def figures(results: Sequence[Result], rows: Mapping[str, Row] = ROWS) -> Figures:
    """The rows of `make evaluate` for some results."""
    codes = sorted({result.question.language for result in results})
    return {
        name: {
            code: " ".join(row([r for r in results if r.question.language == code]).split())
            for code in codes
        }
        for name, row in rows.items()
    }
