"""Exact and approximate search, and which is taken when."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.retrieval import nearest as module
from bot.retrieval.encoder import Vectors
from bot.retrieval.index import PASSAGE, QUESTION, Index, Phrase
from bot.retrieval.nearest import BROUGHT, FILE, Approximate, Exact, nearest


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    rows = np.random.default_rng(1).standard_normal((2000, 32)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def test_exact_is_the_cosine_of_all(vectors: Vectors) -> None:
    assert Exact(vectors).alike(vectors[7]) == pytest.approx(vectors @ vectors[7])


def test_the_graph_brings_the_nearest_with_their_cosines(vectors: Vectors) -> None:
    expected = vectors @ vectors[7]
    found = Approximate.build(vectors).alike(vectors[7])
    brought = np.flatnonzero(found)
    assert len(brought) == BROUGHT
    assert found[brought] == pytest.approx(expected[brought], abs=1e-4)
    best = set(np.argsort(-expected)[:10].tolist())
    assert len(best & set(brought.tolist())) >= 9


def test_a_graph_is_the_same_after_reading(vectors: Vectors, tmp_path: Path) -> None:
    graph = Approximate.build(vectors)
    graph.save(tmp_path)
    again = Approximate.load(tmp_path, len(vectors))
    assert np.array_equal(again.alike(vectors[3]), graph.alike(vectors[3]))


@pytest.mark.parametrize("content", [b"", b"no graph", b"usearch" * 500])
def test_a_damaged_graph_is_built_again(
    vectors: Vectors,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 1000)
    (tmp_path / FILE).write_bytes(content)
    assert nearest(vectors, tmp_path).alike(vectors[3]).max() == pytest.approx(1, abs=1e-4)
    assert "built again" in caplog.text


def test_a_graph_of_other_phrases_is_built_again(
    vectors: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 1000)
    Approximate.build(vectors[:1500]).save(tmp_path)
    assert nearest(vectors, tmp_path).alike(vectors[1700]).argmax() == 1700


def test_two_builds_are_the_same(vectors: Vectors) -> None:
    one, other = Approximate.build(vectors), Approximate.build(vectors)
    for query in vectors[:20]:
        assert np.array_equal(one.alike(query), other.alike(query))


def test_few_phrases_are_all_compared(vectors: Vectors) -> None:
    assert isinstance(nearest(vectors), Exact)


def test_many_phrases_get_a_graph(vectors: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 1000)
    assert isinstance(nearest(vectors), Approximate)


def test_without_the_library_many_are_compared_too(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 1000)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert isinstance(nearest(vectors), Exact)
    assert "install usearch" in caplog.text


def test_an_index_of_many_passages_keeps_its_graph(
    vectors: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 1000)
    phrases = [Phrase(f"lamp {n}", PASSAGE, f"p{n}", "en") for n in range(len(vectors) - 1)]
    phrases.append(Phrase("how many lamps", QUESTION, "lamps", "en"))
    index = Index(phrases, vectors, "fake")
    index.save(tmp_path)
    monkeypatch.setattr(Approximate, "build", lambda *_: pytest.fail("built again"))
    loaded = Index.load(tmp_path, "fake")
    assert loaded.alike(PASSAGE, vectors[5]) == pytest.approx(
        index.alike(PASSAGE, vectors[5]), abs=1e-2
    )
    assert loaded.alike(QUESTION, vectors[5]).shape == (1,)
