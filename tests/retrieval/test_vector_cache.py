"""Vectors kept between trainings."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.encoder import Vectors
from bot.retrieval.vector_cache import DAYS, FILES, CachedEncoder
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


def changed(folder: Path, *statements: str) -> None:
    """Change the file."""
    (path,) = folder.glob(FILES)
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        for statement in statements:
            file.execute(statement)


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


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE vectors SET vector = substr(vector, 1, 7)",
        "UPDATE vectors SET vector = substr(vector, 1, 512) WHERE text = (SELECT min(text) FROM v)",
        "UPDATE vectors SET vector = NULL",
        "UPDATE vectors SET vector = zeroblob(length(vector))",
        "ALTER TABLE vectors RENAME COLUMN vector TO other",
    ],
)
def test_damaged_vectors_are_made_anew(folder: Path, damage: str) -> None:
    embedded(folder, TEXTS)
    changed(folder, "CREATE VIEW v AS SELECT text FROM vectors", damage)
    assert len(embedded(folder, TEXTS)) == 3
    assert embedded(folder, TEXTS) == []


def test_what_no_training_uses_is_let_go(folder: Path) -> None:
    assert DAYS == 30
    embedded(folder, [*TEXTS, "storm"])
    changed(folder, "UPDATE vectors SET day = day - 31")
    embedded(folder, TEXTS)
    assert embedded(folder, [*TEXTS, "storm"]) == ["storm"]


def test_two_at_once_do_not_disturb_each_other(folder: Path) -> None:
    with ThreadPoolExecutor() as pool:
        asked = pool.map(lambda n: embedded(folder, [f"lamp {n}", f"lamp {n + 1}"]), range(20))
        assert sum(map(len, asked)) >= 21
    assert embedded(folder, [f"lamp {n}" for n in range(21)]) == []


def test_a_file_just_made_by_another_is_not_thrown_away(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    embedded(folder, TEXTS)
    (path,) = folder.glob(FILES)
    path.write_bytes(b"")
    kept = path.stat().st_ino
    embedded(folder, TEXTS)
    assert path.stat().st_ino == kept
    assert not caplog.records


def test_a_file_that_another_writes_is_not_thrown_away(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.retrieval.vector_cache.PATIENCE", 0.01)
    embedded(folder, TEXTS)
    (path,) = folder.glob(FILES)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert len(embedded(folder, TEXTS)) == 3
        other.execute("COMMIT")
    assert "vectors were not kept" in caplog.text
    assert embedded(folder, TEXTS) == []


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
