"""Vectors kept between trainings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.encoder import Vectors
from bot.retrieval.vector_cache import FILES, CachedEncoder
from tests.support.encoders import FakeEncoder

TEXTS = ["how many lamps", "сколько ламп", "how many lamps", ""]


class Counting(FakeEncoder):
    """Remembers what it was asked to embed."""

    def __init__(self, fingerprint: str = "one") -> None:
        super().__init__()
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().embed(texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def embedded(folder: Path, texts: Sequence[str], fingerprint: str = "one") -> list[str]:
    """What had to be embedded; the vectors are those of the encoder alone."""
    encoder = Counting(fingerprint)
    vectors = CachedEncoder(encoder, folder).embed(texts)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors, FakeEncoder().embed(texts))
    return encoder.asked


def test_each_text_is_embedded_once(folder: Path) -> None:
    assert embedded(folder, TEXTS) == ["how many lamps", "сколько ламп", ""]
    assert embedded(folder, TEXTS) == []


def test_one_more_text_embeds_one(folder: Path) -> None:
    embedded(folder, TEXTS)
    assert embedded(folder, [*TEXTS, "storm"]) == ["storm"]


def test_another_encoder_embeds_all(folder: Path) -> None:
    embedded(folder, TEXTS)
    assert len(embedded(folder, TEXTS, "two")) == 3
    assert embedded(folder, TEXTS) == []


def test_a_damaged_file_is_made_anew(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    embedded(folder, ["storm"])
    (file,) = folder.glob(FILES)
    file.write_bytes(b"no database, but long enough to be looked at" * 30)
    assert len(embedded(folder, TEXTS)) == 3
    assert embedded(folder, TEXTS) == []
    assert "embedded anew (DatabaseError)" in caplog.text


def test_a_folder_that_cannot_be_written_costs_time_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "models").write_text("a file where the folder belongs", "utf-8")
    assert len(embedded(tmp_path / "models", TEXTS)) == 3
    assert "vectors were not kept" in caplog.text


def test_texts_themselves_are_not_in_the_file(folder: Path) -> None:
    embedded(folder, TEXTS)
    (file,) = folder.glob(FILES)
    assert b"lamps" not in file.read_bytes()


def test_nothing_to_embed(folder: Path) -> None:
    assert embedded(folder, []) == []
