"""nlu/safety: messages about danger, and harmless ones like them, each with its label."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.cli.check.tables import check_twice, few, read_rows
from bot.errors import Problem
from bot.languages import FIRST_LANGUAGES
from bot.retrieval.cries import HARMLESS, SAFETY

COLUMNS = ("text", "label", "tags")
MISSING = "missing"
"""The rule that the files of the first languages are there."""

_LABELS = (*SAFETY, HARMLESS)


def check_cries(root: Path) -> Iterator[Problem]:
    """What keeps danger from being learnt from these files as it is meant."""
    for language in FIRST_LANGUAGES:
        file = f"nlu/safety/safety.{language}.tsv"
        if not (root / file).is_file():
            fault = "is missing, so danger would not be understood; restore it with git."
            yield Problem(file, 0, fault, MISSING)
    for path in sorted((root / "nlu" / "safety").glob("safety.*.tsv")):
        yield from few(_of_file(path, path.relative_to(root).as_posix()))


def _of_file(path: Path, file: str) -> list[Problem]:
    problems: list[Problem] = []
    rows = read_rows(path, file, COLUMNS, problems)
    for line, (_, label, _) in rows:
        if label not in _LABELS:
            fault = f"the label must be {', '.join(_LABELS[:-1])} or {_LABELS[-1]}; correct it."
            problems.append(Problem(file, line, fault))
    return [*problems, *check_twice(rows, file)]
