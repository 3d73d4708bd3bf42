"""A model is trained once for its files, and what it took is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import model
from benchmarks.model import Files, trained


@pytest.fixture
def files(tmp_path: Path) -> Files:
    found = Files(tmp_path / "domain.yml", tmp_path / "config.yml", tmp_path / "data")
    found.data.mkdir()
    for path in (found.domain, found.config, found.data / "nlu.yml"):
        path.write_text(path.name, "utf-8")
    return found


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The encoder of each training."""
    found: list[Path | None] = []

    def run(module: str, *arguments: str, encoder: Path | None = None) -> float:
        found.append(encoder)
        Path(arguments[-1]).write_text("trained", "utf-8")
        return 12.5

    monkeypatch.setattr(model, "run", run)
    return found


def test_the_key_is_that_of_what_is_learned(files: Files) -> None:
    before = files.key()
    files.domain.write_text("worded otherwise", "utf-8")
    assert files.key() == before
    (files.data / "nlu.yml").write_text("asked otherwise", "utf-8")
    assert files.key() != before


def test_trained_once_until_asked_again_or_changed(
    files: Files, runs: list[Path | None], tmp_path: Path
) -> None:
    path = tmp_path / "kept" / "vanilla.tar.gz"
    first = trained(path, files, "a")
    assert first.seconds == 12.5
    assert trained(path, files, "a") == first
    assert len(runs) == 1
    trained(path, files, "a", again=True)
    trained(path, files, "b")
    assert len(runs) == 3
    path.unlink()
    trained(path, files, "b", encoder=tmp_path)
    assert runs == [None, None, None, tmp_path]
