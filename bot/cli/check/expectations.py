"""nlu/calibration: questions, each with the entries and intents that are right for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.cli.check.tables import check_twice, few, read_rows
from bot.errors import Problem
from bot.retrieval.questions import INTENT

COLUMNS = ("text", "expected", "tags")
EXPECTED = "expected"
"""The rule that what is expected exists."""


def check_expectations(
    root: Path, entries: Collection[str], intents: Collection[str]
) -> Iterator[Problem]:
    """What keeps thresholds from being read off these files.

    Args:
        root: the repository's folder.
        entries: the ids of all entries; where there are none, no entry is called unknown.
        intents: those of domain.yml; where there are none, no intent is called unknown.
    """
    for path in sorted((root / "nlu" / "calibration").glob("questions.*.tsv")):
        yield from few(_of_file(path, path.relative_to(root).as_posix(), entries, intents))


def _of_file(
    path: Path, file: str, entries: Collection[str], intents: Collection[str]
) -> list[Problem]:
    problems: list[Problem] = []
    rows = read_rows(path, file, COLUMNS, problems)
    for line, (_, expected, _) in rows:
        for target in expected.split("|"):
            if fault := _fault(target, entries, intents):
                problems.append(Problem(file, line, fault, EXPECTED))
    return [*problems, *check_twice(rows, file)]


def _fault(target: str, entries: Collection[str], intents: Collection[str]) -> str:
    if not target.strip():
        return f"has nothing in the column '{EXPECTED}'; write an entry's id, or {INTENT}… ."
    name = target.removeprefix(INTENT)
    if name != target:
        is_unknown = intents and name not in intents
        return f"there is no intent '{name}' in domain.yml; correct it." if is_unknown else ""
    is_unknown = entries and name not in entries
    return f"there is no entry '{name}' in responses/faq; correct it." if is_unknown else ""
