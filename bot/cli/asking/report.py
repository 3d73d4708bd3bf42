"""Tables of answers and changes: for the terminal, and as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from rich.table import Table
from rich.text import Text

from bot.cli.asking.comparison import Change, Decision, Parsed
from bot.cli.asking.questions import Asked
from bot.errors import RyadomError
from bot.text import counted

SHOWN = 3
"""Candidates shown of each question."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-bottom: 1px solid #bbb; padding: .4rem; text-align: left; vertical-align: top }}
td {{ overflow-wrap: anywhere }}
.safety-lost, .worse {{ background: #fde8e4 }}
.better {{ background: #e6f4e6 }}
</style></head><body>
<h1>{title}</h1>
<table><thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody></table>
</body></html>
"""


@dataclass(frozen=True)
class Report:
    """A table. The last cell of each row says how to judge it, where anything does."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def table(self) -> Table:
        """For the terminal."""
        table = Table(*self.columns, show_lines=False)
        for row in self.rows:
            table.add_row(*(Text(cell) for cell in row))  # a question may hold brackets
        return table

    def write(self, path: Path) -> None:
        """As an HTML page.

        Raises:
            RyadomError: it cannot be written.
        """
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        page = _PAGE.format(
            title=escape(self.title), head=head, rows="\n".join(map(_row, self.rows))
        )
        try:
            path.write_text(page, "utf-8")
        except OSError as error:
            raise RyadomError(f"{path}: cannot be written ({error.strerror}).") from error


def answered(questions: Sequence[Asked], found: Sequence[Parsed]) -> Report:
    """What each question gets, with the candidates and their scores."""
    rows = (
        (asked.text, str(Decision.of(parsed)), _candidates(parsed), _judged(asked, parsed))
        for asked, parsed in zip(questions, found, strict=True)
    )
    verb = "gets" if len(questions) == 1 else "get"
    title = f"What {counted(len(questions), 'question')} {verb}"
    return Report(title, ("question", "gets", "candidates", "expected"), tuple(rows))


def changed(found: Sequence[Change], total: int, version: str) -> Report:
    """The questions that get another answer than in another version."""
    rows = ((c.asked.text, str(c.before), str(c.after), c.verdict) for c in found)
    verb = "gets" if len(found) == 1 else "get"
    title = (
        f"{len(found)} of {counted(total, 'question')} now {verb} another answer than in {version}"
    )
    return Report(title, ("question", "before", "now", "verdict"), tuple(rows))


def _candidates(parsed: Parsed) -> str:
    kinds = ("entries", "passages")
    best = [candidate for kind in kinds for candidate in parsed[kind][:SHOWN]]
    return "\n".join(f"{candidate['score']:.3f} {candidate['target']}" for candidate in best)


def _judged(asked: Asked, parsed: Parsed) -> str:
    if not asked.expected:
        return ""
    return "yes" if set(asked.expected) & set(Decision.of(parsed).targets) else "no"


def _row(row: tuple[str, ...]) -> str:
    cells = "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
    name = row[-1].replace(" ", "-") if row[-1] in ("safety lost", "worse", "better") else ""
    return f'<tr class="{name}">{cells}</tr>' if name else f"<tr>{cells}</tr>"
