"""Every kind of broken file gives its sentence, with file and line, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.broken import BROKEN, NOTHING, VALID, broken, said

CASES = sorted(path.parent for path in BROKEN.glob("*/expected.txt"))
FEWEST = 60


def test_the_library_that_is_broken_is_right() -> None:
    assert said(VALID) == [NOTHING]


def test_there_are_many_kinds() -> None:
    assert len(CASES) >= FEWEST


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_broken_file_gives_its_sentence(tmp_path: Path, case: Path) -> None:
    root = broken(case, tmp_path / "root")
    assert said(root) == (case / "expected.txt").read_text("utf-8").splitlines()
