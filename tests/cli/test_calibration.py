"""The calibration report: read from the trained model, drawn, and written the same twice."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import calibration as module
from bot.errors import ModelError
from bot.retrieval.alarm import Alarm
from bot.retrieval.curve import Point
from bot.retrieval.ranker import Calibration, Thresholds, Weights
from bot.settings import Settings

WEIGHTS = Weights(0.5, 0.3, 0.2, 0.5, 0.2)
KNOWN = Calibration(
    WEIGHTS,
    WEIGHTS,
    {code: Thresholds(0.6, 0.0, 0.4, 0.0, 0.0, 0.5) for code in ("en", "ru")},
    {"ru": {"at_risk": Alarm(-0.2, 0.15)}},
    curves={
        "en": (Point(0.5, 0.9, 0.1), Point(0.6, 0.8, 0.05)),
        "ru": (Point(0.5, 0.7, 0.2), Point(0.6, 0.6, 0.125)),
    },
)


def packed(path: Path, calibration: Calibration) -> Path:
    """A model that holds a calibration, as Rasa packs it."""
    content = json.dumps({"calibration": calibration.as_dict()}).encode()
    member = tarfile.TarInfo("components/train_Retriever2/decisions.json")
    member.size = len(content)
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(member, io.BytesIO(content))
    return path


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "docs").mkdir()
    model = packed(tmp_path / "model.tar.gz", KNOWN)
    monkeypatch.setattr(module, "model_path", lambda _: model)
    return replace(Settings(), root=tmp_path)


def test_what_a_model_holds_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert module.stored(packed(tmp_path / "model.tar.gz", KNOWN)) == KNOWN


def test_the_page_tells_thresholds_coverage_and_risk(settings: Settings) -> None:
    page = module.report(settings)
    assert (settings.root / "docs" / "calibration.md").read_text("utf-8") == page
    assert "| ru | 0.600 | 0.000 | 0.400 | 0.000 | 0.500 | 60.0 % | 12.5 % |" in page
    assert "| ru | at_risk | -0.20 | 0.15 |" in page
    assert "calibration.svg" in page


def test_the_picture_is_the_same_twice(settings: Settings) -> None:
    picture = settings.root / "docs" / "calibration.svg"
    module.report(settings)
    first = picture.read_bytes()
    module.report(settings)
    assert picture.read_bytes() == first
    assert b"coverage" in first


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        module.stored(tmp_path / "none.tar.gz")


def test_a_model_without_curves_is_told(settings: Settings, tmp_path: Path) -> None:
    packed(tmp_path / "model.tar.gz", replace(KNOWN, curves={}))
    with pytest.raises(ModelError, match="no curves"):
        module.report(settings)
