"""What the student can do, measured on sentences that no training saw."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sentence_transformers import SentenceTransformer

from .augmentation import in_latin, slip
from .corpus import SEED, Pair
from .questions import Answered, answered

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bitext:
    """Share of sentences whose nearest sentence in the other language is their translation."""

    pairs: int
    english_to_russian: float
    russian_to_english: float


@dataclass(frozen=True, slots=True)
class Kept:
    """How near the student's English stays to the teacher's."""

    mean_cosine: float
    lowest_cosine: float
    same_nearest: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured, as the model card shows it."""

    bitext: dict[str, Bitext] = field(default_factory=dict)
    mistyped: Bitext = field(default_factory=lambda: Bitext(0, 0.0, 0.0))
    latin: Bitext = field(default_factory=lambda: Bitext(0, 0.0, 0.0))
    questions: Answered | None = None
    english_kept: Kept = field(default_factory=lambda: Kept(0.0, 0.0, 0.0))
    load_seconds: float = 0.0
    query_milliseconds: float = 0.0
    megabytes: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def bitext(english: Vectors, russian: Vectors) -> Bitext:
    """Accuracy both ways; row `i` of both, shape (pairs, width), are translations."""
    scores = english @ russian.T
    right = np.arange(len(scores))
    return Bitext(
        len(scores),
        float((scores.argmax(1) == right).mean()),
        float((scores.argmax(0) == right).mean()),
    )


def kept(student: Vectors, teacher: Vectors) -> Kept:
    """Compare two encodings of the same English sentences, shape (sentences, width)."""
    cosines = (student * teacher).sum(1)
    same = nearest(student) == nearest(teacher)
    return Kept(float(cosines.mean()), float(cosines.min()), float(same.mean()))


def nearest(vectors: Vectors) -> npt.NDArray[np.int64]:
    """For each row the nearest other row."""
    scores = vectors @ vectors.T
    np.fill_diagonal(scores, -1)
    return np.asarray(scores.argmax(1), dtype=np.int64)


def evaluate(
    folder: Path, teacher: Path, data: Path, held_out: dict[str, tuple[Pair, ...]]
) -> Figures:
    """Load the student from its folder, as the assistant does, and measure it."""
    start = time.perf_counter()
    student = SentenceTransformer(str(folder), device="cpu")
    load_seconds = time.perf_counter() - start
    measured: dict[str, Bitext] = {}
    for name, pairs in held_out.items():
        english = vectors(student, [pair.english for pair in pairs])
        measured[name] = bitext(english, vectors(student, [pair.russian for pair in pairs]))

    chance = random.Random(SEED)  # noqa: S311 - for repeating
    everyday = held_out["everyday"]
    english = vectors(student, [pair.english for pair in everyday])
    slips = [mistyped(pair.russian, chance) for pair in everyday]
    prose = [pair.english for pair in held_out["wikipedia"]]
    original = SentenceTransformer(str(teacher), device="cpu")
    return Figures(
        bitext=measured,
        mistyped=bitext(english, vectors(student, slips)),
        latin=bitext(english, vectors(student, [in_latin(pair.russian) for pair in everyday])),
        questions=answered(data, partial(vectors, student), partial(vectors, original)),
        english_kept=kept(vectors(student, prose), vectors(original, prose)),
        load_seconds=load_seconds,
        query_milliseconds=query_time(student, [pair.russian for pair in everyday[:100]]),
        megabytes=(folder / "model.safetensors").stat().st_size / 1e6,
    )


def mistyped(sentence: str, chance: random.Random) -> str:
    """The sentence with its longest word mistyped."""
    word = max(sentence.split(" "), key=len)
    return sentence.replace(word, slip(word, chance), 1)


def vectors(model: SentenceTransformer, sentences: Sequence[str]) -> Vectors:
    """Unit vectors in 32 bits, shape (sentences, width)."""
    encoded = model.encode(
        list(sentences), batch_size=64, normalize_embeddings=True, show_progress_bar=False
    )
    return np.asarray(encoded, dtype=np.float32)


def query_time(model: SentenceTransformer, sentences: Sequence[str]) -> float:
    """Median milliseconds of encoding one sentence alone."""
    times: list[float] = []
    for sentence in sentences:
        start = time.perf_counter()
        vectors(model, [sentence])
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
