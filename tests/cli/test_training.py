"""Training happens when what the model is made of has changed, and only then."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.model_training

from bot.cli.training import KEPT, ensure_model, model_path
from bot.errors import EncoderError, LibraryError, ModelError
from bot.settings import Settings
from tests.support.small import edit

TRAINED = "Trained in"


@pytest.fixture
def rasa_trains(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Rasa's trainer, which writes a file and notes what it was asked for."""
    calls: list[dict[str, Any]] = []

    def train(**asked: Any) -> SimpleNamespace:
        calls.append(asked)
        print("canary")
        path = Path(asked["output"]) / f"{asked['fixed_model_name']}.tar.gz"
        path.write_bytes(b"half")
        assert not list(Path(asked["output"]).parent.glob("*.tar.gz")) or len(calls) > 1
        return SimpleNamespace(model=str(path))

    monkeypatch.setattr(rasa.model_training, "train", train)
    return calls


RETRAINED = [
    ("responses/faq/lighthouse.yml", "how many lamps", "how many lights"),
    ("nlu/intents.en.yml", "hello there", "hello you"),
    ("nlu/calibration/questions.ru.tsv", "рецепт", "способ"),
    ("config.yml", "RulePolicy", "MemoizationPolicy"),
    ("domain.yml", "intents: [greet,", "intents: [greet, thanks,"),
    ("domain.yml", "  utter_ukrainian:", "  utter_new:"),
]


@pytest.mark.parametrize(("file", "old", "new"), RETRAINED)
def test_what_decides_names_another_model(copied: Settings, file: str, old: str, new: str) -> None:
    before = model_path(copied)
    assert model_path(copied) == before
    edit(copied, file, old, new)
    assert model_path(copied) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("responses/faq/lighthouse.yml", "Bring oil.", "Bring much oil."),
        ("domain.yml", "Good day.", "Good evening."),
        ("locales/ru/LC_MESSAGES/messages.po", "Что-то сломалось", "Сломалось"),
        ("endpoints.yml", "", "# nothing"),
    ],
)
def test_what_is_only_said_does_not(copied: Settings, file: str, old: str, new: str) -> None:
    (copied.root / "endpoints.yml").touch()
    before = model_path(copied)
    edit(copied, file, old, new)
    assert model_path(copied) == before


def test_cries_that_decide_name_another_model(copied: Settings) -> None:
    before = model_path(copied)
    path = copied.root / "nlu" / "safety" / "safety.en.tsv"
    path.parent.mkdir()
    path.write_text("text\tlabel\ttags\nmayday\tat_risk\t\n", "utf-8")
    assert model_path(copied) != before


def test_another_encoder_names_another_model(copied: Settings) -> None:
    other = Settings(root=copied.root, encoder="another/encoder")
    assert model_path(other) != model_path(copied)


def test_it_trains_once(
    copied: Settings, rasa_trains: list[dict[str, Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    assert ensure_model(copied) is True
    assert model_path(copied).read_bytes() == b"half"
    assert ensure_model(copied) is False
    assert len(rasa_trains) == 1
    printed = capfd.readouterr()
    assert TRAINED in printed.err
    assert "canary" not in printed.out + printed.err
    assert [path.name for path in copied.models.iterdir()] == [model_path(copied).name]


def test_rasa_trains_on_this_root(copied: Settings, rasa_trains: list[dict[str, Any]]) -> None:
    ensure_model(copied)
    [asked] = rasa_trains
    assert asked["domain"] == str(copied.root / "domain.yml")
    assert asked["config"] == str(copied.root / "config.yml")
    assert Path(asked["output"]) != copied.models


def test_going_back_uses_the_model_of_before(
    copied: Settings, rasa_trains: list[dict[str, Any]]
) -> None:
    ensure_model(copied)
    first = model_path(copied)
    edit(copied, "nlu/intents.en.yml", "hello there", "hello you")
    ensure_model(copied)
    os.utime(model_path(copied), (2e9, 2e9))
    edit(copied, "nlu/intents.en.yml", "hello you", "hello there")
    os.utime(first, (1e9, 1e9))
    assert ensure_model(copied) is False
    assert first.stat().st_mtime > 1e9
    assert len(rasa_trains) == 2


def test_old_models_are_cleared_away(copied: Settings, rasa_trains: list[dict[str, Any]]) -> None:
    copied.models.mkdir()
    rasa_trains.append({})
    for age in range(6):
        path = copied.models / f"old-{age}.tar.gz"
        path.touch()
        os.utime(path, (1e9 - age, 1e9 - age))
    ensure_model(copied)
    kept = {path.name for path in copied.models.glob("*.tar.gz")}
    assert kept == {model_path(copied).name, *(f"old-{age}.tar.gz" for age in range(KEPT))}


def test_a_faulty_library_is_named_before_anything_is_trained(
    copied: Settings, rasa_trains: list[dict[str, Any]]
) -> None:
    edit(copied, "responses/faq/lighthouse.yml", "gazette-2017#p1", "gazette-2017#p9")
    with pytest.raises(LibraryError, match="lighthouse.yml.*no paragraph 'p9'"):
        ensure_model(copied)
    assert rasa_trains == []


def test_examples_that_rasa_cannot_read_are_named_before_anything_is_trained(
    copied: Settings, rasa_trains: list[dict[str, Any]]
) -> None:
    edit(copied, "nlu/intents.en.yml", "hello there", "hello there\n\t- hi")
    with pytest.raises(LibraryError, match=r"nlu/intents.en.yml:\d+: cannot be read .found a tab"):
        ensure_model(copied)
    assert rasa_trains == []


def test_a_missing_encoder_is_named_before_anything_is_trained(
    copied: Settings, rasa_trains: list[dict[str, Any]]
) -> None:
    with pytest.raises(EncoderError, match="lacks modules.json"):
        ensure_model(Settings(root=copied.root, encoder=str(copied.root / "nlu")))
    assert rasa_trains == []


@pytest.mark.parametrize("fault", ["nothing", "an exception"])
def test_a_training_that_fails_leaves_no_model(
    copied: Settings, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def train(**asked: Any) -> SimpleNamespace:
        (Path(asked["output"]) / "half.tar.gz").write_bytes(b"half")
        if fault == "an exception":
            raise ModelError("no")
        return SimpleNamespace(model=None)

    monkeypatch.setattr(rasa.model_training, "train", train)
    with pytest.raises(ModelError):
        ensure_model(copied)
    assert list(copied.models.iterdir()) == []
