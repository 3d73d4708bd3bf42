"""nlu/: all that the assistant is trained on beside the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.cli.check.cries import MISSING, check_cries
from bot.cli.check.examples import check_examples
from bot.cli.check.expectations import EXPECTED, check_expectations
from bot.cli.check.tables import TWICE
from bot.errors import LibraryError, Problem
from bot.library.conflicts import LEARNT_FROM, check_conflicts, instead_of
from bot.library.intents import read_intents
from bot.library.reading import Reading

_TRAINED_WITH = {MISSING, EXPECTED, TWICE}
"""Rules that training does not stumble over."""


def check_learning(root: Path, reading: Reading) -> Iterator[Problem]:
    """Everything that nlu/ has to mend, apart from merge conflicts."""
    is_complete = "entry" not in reading.incomplete
    yield from _of_files(root, reading.library.entries if is_complete else ())


def require_learnable(root: Path) -> None:
    """Tell, before Rasa stumbles over it, what nlu/ has to mend.

    Raises:
        LibraryError: a file cannot be read, or not as it is meant.
    """
    problems = [problem for problem in _of_files(root) if problem.rule not in _TRAINED_WITH]
    if found := instead_of(problems, check_conflicts(root, LEARNT_FROM)):
        raise LibraryError(found)


def _of_files(root: Path, entries: Collection[str] = ()) -> Iterator[Problem]:
    intents = read_intents(root)
    yield from check_examples(root, intents)
    yield from check_cries(root)
    yield from check_expectations(root, entries, intents)
