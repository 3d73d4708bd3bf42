"""A small library about a lighthouse, in English and Russian: a whole root for the assistant."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from bot.library.live import Edition
from bot.settings import Settings

ROOT = Path(__file__).with_name("small_root")
SETTINGS = Settings(root=ROOT, encoder="fake", expiry_hours=5, language_days=21, state=ROOT / "var")


@cache
def edition() -> Edition:
    """The small library, read once."""
    return Edition.read(ROOT)


@pytest.fixture
def small_root(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small library as the root of everything that reads the environment."""
    monkeypatch.setattr(Settings, "from_environment", lambda environment=None: SETTINGS)
    return ROOT


@pytest.fixture
def copied(tmp_path: Path) -> Settings:
    """A copy of the small library, to be changed."""
    return replace(SETTINGS, root=Path(copytree(ROOT, tmp_path / "root")))


def edit(settings: Settings, file: str, old: str, new: str) -> None:
    """Change a file of a copy."""
    path = settings.root / file
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), "utf-8")
