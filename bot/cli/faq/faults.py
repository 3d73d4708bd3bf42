"""Faults of an entry that is being edited: by its fields, since no file has those lines yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from bot.cli.faq.document import Document
from bot.errors import LibraryError, Problem


def by_field(
    problems: Iterable[Problem], before: Document, after: Document, entry_id: str
) -> Iterator[Problem]:
    """The problems with a field instead of a line where they stand in the entry.

    Args:
        problems: what would be wrong if `after` were written.
        before: the file as it is on disk.
        after: the file as it would be.
        entry_id: the entry that is edited.
    """
    start, stop = before.span(entry_id)
    grown = len(after.text.splitlines()) - len(before.text.splitlines())
    lines: Mapping[str, int] = {}
    with suppress(LibraryError, KeyError):
        lines = after.blocks()[entry_id].place.fields
    for problem in problems:
        inside = start < problem.line <= stop + grown
        if problem.file != after.file or not problem.line:
            yield problem
        elif not inside:
            later = problem.line > stop + grown
            yield replace(problem, line=problem.line - grown) if later else problem
        elif lines:
            yield _named(problem, entry_id, _field(lines, problem.line))
        else:
            number = problem.line - start
            yield replace(problem, file=f"{entry_id}, line {number} of the text", line=0)


def _field(lines: Mapping[str, int], line: int) -> str:
    """The field that stands on a line."""
    before = {name: at for name, at in lines.items() if at <= line}
    return max(before, key=before.__getitem__, default="")


def _named(problem: Problem, entry_id: str, field: str) -> Problem:
    """`umbrellas, topic: …`, said once."""
    place = f"{entry_id}, {field}" if field else entry_id
    message = problem.message
    for said in (f"{entry_id}, {field}: ", f"{entry_id}: "):
        message = message.removeprefix(said)
    return replace(problem, file=place, line=0, message=message)
