"""Marks that git leaves in a file where two people have changed the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.errors import Problem

READ_LIVE = ("domain.yml", "responses/**/*.yml", "responses/sources/*.md", "locales/**/*.po")
"""The files that an edition is read from."""

LEARNT_FROM = ("nlu/*.yml", "nlu/safety/*.tsv", "nlu/calibration/*.tsv")
"""The files that a model is trained on, apart from those."""

EDITED = (*READ_LIVE, *LEARNT_FROM, "locales/**/*.tsv")
"""Every text file that people edit."""

_FAULT = "merge-conflict marks; keep one side and take the marks out."
_MARK = re.compile(r"(<{7}|>{7})(?: |$)")


def check_conflicts(root: Path, patterns: Iterable[str] = EDITED) -> Iterator[Problem]:
    """One problem for each conflict, where it begins.

    A line of `=======` alone is none: it may underline a heading.
    """
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        if path.is_file():
            content = path.read_bytes()
            if b"<<<<<<<" in content or b">>>>>>>" in content:
                file = path.relative_to(root).as_posix()
                for line in _places(content.decode("utf-8", "replace")):
                    yield Problem(file, line, _FAULT)


def instead_of(problems: Iterable[Problem], conflicts: Iterable[Problem]) -> list[Problem]:
    """The conflicts, and of the other problems those of files without a conflict: what is said of
    a file that holds two versions misleads."""
    marked = list(conflicts)
    files = {problem.file for problem in marked}
    return [*marked, *(problem for problem in problems if problem.file not in files)]


def _places(text: str) -> Iterator[int]:
    """The line of each conflict's first mark, of its last where the first has been taken out."""
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        mark = _MARK.match(line.strip())
        if mark and (mark[1][0] == "<" or not is_open):
            yield number
        if mark:
            is_open = mark[1][0] == "<"
