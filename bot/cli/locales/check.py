"""`ryadom locales check`: everything that a translation has to mend, by file and line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.cli.locales.form import check_form, check_header, check_plurals
from bot.cli.locales.glossary import check_terms, read_glossary
from bot.cli.locales.pofile import language_of, po_files
from bot.cli.locales.second_reader import check_record, check_reviews
from bot.cli.locales.stray import check_stray
from bot.cli.locales.toolkit import Toolkit
from bot.cli.locales.unit import read_units
from bot.errors import LibraryError, Problem, Severity
from bot.library.conflicts import check_conflicts
from bot.library.loader import load
from bot.library.readiness import essential
from bot.library.responses import read_responses


def look_at(
    root: Path, language: str = "", *, each_review: bool = False, today: date | None = None
) -> list[Problem]:
    """What the PO files and glossaries have to mend, by place.

    Fuzzy messages and those without a translation are not looked at: no reader gets them.

    Args:
        root: the repository.
        language: the one to look at, all when empty.
        each_review: whether every safety message without a second reader is named.
        today: the machine's own day when None.

    Raises:
        LibraryError: the texts themselves are not right, or there is no such language.
    """
    if conflicts := list(check_conflicts(root)):
        raise LibraryError(conflicts)
    safety = _safety(root)
    paths = [path for path in po_files(root) if language in ("", language_of(path))]
    if not paths:
        what = f"locales/{language}" if language else "locales"
        raise LibraryError([Problem(what, 0, "no PO file is there; see 'ryadom locales add'.")])
    problems: list[Problem] = []
    for path in paths:
        try:
            problems += _of_file(path, root, safety, each_review, today or date.today())
        except LibraryError as error:
            problems += error.problems
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.rule, p.message))


def fails(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether the check fails: on an error, and when `strict` on a warning."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def as_text(problems: Sequence[Problem]) -> str:
    """One line for each problem, and one that counts them."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    lines = [_line(problem) for problem in problems]
    return "\n".join([*lines, f"Errors: {errors}, warnings: {len(problems) - errors}."])


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as a JSON list."""
    fields = ("file", "line", "severity", "rule", "message")
    found = [{name: getattr(problem, name) for name in fields} for problem in problems]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _line(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: {problem.severity.value}: {problem.message} [{problem.rule}]"


def _safety(root: Path) -> frozenset[str]:
    problems: list[Problem] = []
    responses = read_responses(root / "domain.yml", problems)
    if problems:
        raise LibraryError(problems)
    return essential(load(root), responses)


def _of_file(
    path: Path, root: Path, safety: frozenset[str], each_review: bool, today: date
) -> Iterator[Problem]:
    units = read_units(path, root)
    language = language_of(path)
    problems: list[Problem] = []
    terms = read_glossary(root, language, problems)
    toolkit = Toolkit(language)
    yield from problems
    yield from check_header(path, root)
    for unit in units:
        yield from check_plurals(unit)
        yield from check_record(unit, today)
        if unit.is_used:
            yield from check_form(unit)
            yield from check_stray(unit)
            yield from check_terms(unit, terms)
            yield from toolkit.check(unit)
    yield from check_reviews(units, safety, each=each_review)
