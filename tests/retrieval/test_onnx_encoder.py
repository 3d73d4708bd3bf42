"""The encoder by ONNX Runtime: the same vectors as by sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from bot.errors import EncoderError
from bot.retrieval.encoder import encoder_fingerprint
from bot.retrieval.encoders import load_encoder
from bot.retrieval.onnx_encoder import OnnxEncoder
from bot.retrieval.onnx_graph import prepare
from bot.retrieval.torch_encoder import TorchEncoder
from bot.settings import Settings

OWN = Settings().encoder
TEXTS = (
    "hotline",
    "горячая линия",
    "kak pomoch",
    "",
    "?",
    "Ёжик 🦔 and 42 hedgehogs, " * 80,
    "Сколько человек задержали в 2017 году и кто об этом сообщил?",
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The own encoder's graph."""
    path = prepare(OWN, encoder_fingerprint(OWN), tmp_path_factory.mktemp("models"))
    assert path
    return path


def copied(folder: Path) -> Path:
    """A copy of the own encoder."""
    ignored = lambda _, names: [name for name in names if name == "training"]  # noqa: E731
    return Path(copytree(OWN, folder / "encoder", ignore=ignored))


def test_every_way_gives_the_same_vectors(prepared: Path) -> None:
    ours, theirs = OnnxEncoder(OWN, prepared), TorchEncoder(OWN)
    expected = theirs.embed(TEXTS)
    together = ours.embed(TEXTS)
    alone = np.vstack([ours.embed([text]) for text in TEXTS])
    assert together.shape == expected.shape
    assert together.dtype == np.float32
    assert (together * expected).sum(1) == pytest.approx(1, abs=1e-4)
    assert (alone * expected).sum(1) == pytest.approx(1, abs=1e-4)


def test_every_way_has_the_same_words_and_fingerprint(prepared: Path) -> None:
    ours, theirs = OnnxEncoder(OWN, prepared), TorchEncoder(OWN)
    assert ours.words == theirs.words
    assert ours.fingerprint == theirs.fingerprint


def test_no_texts_no_vectors(prepared: Path) -> None:
    assert OnnxEncoder(OWN, prepared).embed([]).shape == (0, 384)


def test_the_graph_is_written_once(prepared: Path) -> None:
    written = prepared.stat().st_mtime_ns
    assert prepare(OWN, encoder_fingerprint(OWN), prepared.parent) == prepared
    assert prepared.stat().st_mtime_ns == written
    assert list(prepared.parent.iterdir()) == [prepared]


def test_only_the_newest_graph_is_kept(tmp_path: Path) -> None:
    old = tmp_path / "encoder-0123456789abcdef-1.onnx"
    old.touch()
    path = prepare(OWN, encoder_fingerprint(OWN), tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_it_is_the_way_taken_where_it_can_be(prepared: Path) -> None:
    assert isinstance(load_encoder(OWN, prepared.parent), OnnxEncoder)


def test_another_pooling_runs_as_the_library_has_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    config = folder / "1_Pooling" / "config.json"
    text = config.read_text("utf-8").replace('"pooling_mode_cls_token": false', "@")
    text = text.replace('"pooling_mode_mean_tokens": true', '"pooling_mode_mean_tokens": false')
    config.write_text(text.replace("@", '"pooling_mode_cls_token": true'), "utf-8")
    assert isinstance(load_encoder(str(folder), tmp_path / "models"), TorchEncoder)


def test_a_folder_that_cannot_be_written_costs_speed_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "models").write_text("a file where the folder belongs", "utf-8")
    assert isinstance(load_encoder(OWN, tmp_path / "models"), TorchEncoder)
    assert "the encoder runs slower" in caplog.text


def test_a_damaged_graph_is_named_with_the_cure(tmp_path: Path) -> None:
    graph = tmp_path / "encoder.onnx"
    graph.write_bytes(b"no graph")
    with pytest.raises(EncoderError, match="encoder.onnx cannot be read .*delete it"):
        OnnxEncoder(OWN, graph)


def test_damaged_weights_leave_no_graph(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1")
    with pytest.raises(EncoderError, match="cannot be loaded .*restore the folder"):
        load_encoder(str(folder), tmp_path / "models")
    assert not list((tmp_path / "models").iterdir())
