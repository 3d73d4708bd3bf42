"""The broken files of tests/data/broken, the valid library they belong to, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree, rmtree

from bot.cli.check.survey import survey
from bot.settings import Settings

BROKEN = Path(__file__).resolve().parents[1] / "data" / "broken"
VALID = BROKEN / "valid"
TODAY = date(2026, 11, 21)
NOTHING = "Nothing to mend."
GONE = "gone.txt"


def broken(case: Path, root: Path) -> Path:
    """A copy of the valid library at `root`, broken as a case says."""
    copytree(VALID, root)
    copytree(case, root, dirs_exist_ok=True)
    gone = root / GONE
    for name in gone.read_text("utf-8").split() if gone.exists() else ():
        path = root / name
        rmtree(path) if path.is_dir() else path.unlink()
    return root


def said(root: Path) -> list[str]:
    """What the check says of a library, without comparing ways of asking."""
    problems = survey(replace(Settings(), root=root), TODAY, encoder=False)
    return [f"{problem.severity.value}: {problem}" for problem in problems] or [NOTHING]
