"""The sentence encoder: what it gives, and what it says when its files are not right."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from bot.errors import EncoderError
from bot.retrieval.encoder import NEEDED, encoder_fingerprint
from bot.retrieval.encoders import load_encoder
from bot.retrieval.torch_encoder import TorchEncoder
from bot.settings import Settings

OWN = Settings().encoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every file, none of them a model's."""
    for file in NEEDED:
        (tmp_path / file).write_text("{}", "utf-8")
    return tmp_path


def test_unit_vectors_one_a_text_in_order() -> None:
    encoder = load_encoder(OWN)
    vectors = encoder.embed(["hotline", "горячая линия", "hotline"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    assert np.allclose(vectors[0], vectors[2], atol=1e-3)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-2)


@pytest.mark.parametrize(
    ("english", "russian", "other"),
    [
        ("how can I help?", "как я могу помочь?", "сколько человек задержали?"),
        ("how many people were killed?", "сколько человек убили?", "кто ведёт этот бот?"),
        ("is this chat encrypted?", "этот чат зашифрован?", "что случилось в Чечне?"),
    ],
)
def test_a_translation_is_nearer_than_another_question(
    english: str, russian: str, other: str
) -> None:
    first, second, third = load_encoder(OWN).embed([english, russian, other])
    assert first @ second > first @ third


def test_loaded_once_in_a_process() -> None:
    assert load_encoder(OWN) is load_encoder(OWN)


def test_the_fingerprint_needs_no_loading() -> None:
    assert load_encoder(OWN).fingerprint == encoder_fingerprint(OWN)


@pytest.mark.parametrize("file", NEEDED)
def test_the_fingerprint_follows_every_file(folder: Path, file: str) -> None:
    before = encoder_fingerprint(str(folder))
    assert encoder_fingerprint(str(folder)) == before
    (folder / file).write_text("[]", "utf-8")
    assert encoder_fingerprint(str(folder)) != before


def test_an_encoder_of_a_hub_goes_by_its_name() -> None:
    assert encoder_fingerprint("someone/some-model") == "hub:someone/some-model"


@pytest.mark.parametrize("file", NEEDED)
def test_a_missing_file_is_named_with_the_cure(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(EncoderError, match=f"lacks {file}; restore the folder .*git checkout"):
        encoder_fingerprint(str(folder))
    with pytest.raises(EncoderError, match=file):
        TorchEncoder(str(folder))


def test_a_missing_folder_is_no_name_of_a_hub(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="modules.json"):
        TorchEncoder(str(tmp_path / "encoder"))


def test_a_damaged_model_is_named_with_the_cure(tmp_path: Path) -> None:
    ignored = lambda folder, names: [n for n in names if n == "training"]  # noqa: E731
    folder = Path(copytree(OWN, tmp_path / "encoder", ignore=ignored))
    (folder / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1")
    with pytest.raises(EncoderError, match="cannot be loaded .*restore the folder"):
        TorchEncoder(str(folder))
