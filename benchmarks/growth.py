"""What the index costs as it grows: `python -m benchmarks.growth` (or `make growth`).

Up to ten thousand passages the vectors are the encoder's, of made-up sentences; beyond, each is
one of these moved at random, since embedding a million sentences takes hours and search does not
care. The words are made up too.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.curve import draw
from bot.retrieval.encoder import Vectors
from bot.retrieval.encoders import load_encoder
from bot.retrieval.lexical import Lexemes, LexicalIndex
from bot.retrieval.nearest import EXACT_UP_TO, Approximate, Exact, Nearest
from bot.settings import Settings

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
EMBEDDED = 10_000
LEXICAL_UP_TO = 100_000
QUERIES = 200
RECALLED = 10
MOVED = 0.6
"""Length of the random part of a vector beyond `EMBEDDED`, before it is made a unit again."""
SEED = 20_261_121

PAGE = """\
# Growth

Written by `make growth`, on one core. Each figure is of one search for one message: its cosine to
every passage, or to those that the approximate search brings. Up to {embedded:,} passages the
vectors are the encoder's, of made-up sentences; beyond, each is one of these moved at random.
Recall is the share of the {recalled} nearest that the approximate search brings.

The index compares all passages up to {exact:,}; past that the exact search would take more than a
tenth of a turn, and a graph (usearch) takes its place. Questions, some nine thousand, are always
compared one by one. The lexical side is exact at every size.

![Time of a search](growth.svg)

| passages | way | build, s | memory, MB | p50, ms | p95, ms | recall@{recalled} |
|---:|---|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    passages: int
    way: str
    build: float
    megabytes: float | None
    p50: float
    p95: float
    recall: float | None

    def __str__(self) -> str:
        memory = "–" if self.megabytes is None else f"{self.megabytes:.0f}"
        recall = "–" if self.recall is None else f"{self.recall:.3f}"
        return (
            f"| {self.passages:,} | {self.way} | {self.build:.1f} | {memory} "
            f"| {self.p50:.2f} | {self.p95:.2f} | {recall} |"
        )


def main() -> None:
    """Measure, print, and write docs/growth.md and its picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="passages")
    most = parser.parse_args().most
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    settings = Settings.from_environment()
    chance = random.Random(SEED)  # noqa: S311 - for repeating
    texts = [sentence(chance) for _ in range(min(EMBEDDED, most))]
    embedded = load_encoder(settings.encoder, settings.models).embed(texts)
    page = PAGE.format(embedded=EMBEDDED, recalled=RECALLED, exact=EXACT_UP_TO)
    print(page, end="", flush=True)
    rows: list[Row] = []
    for size in (size for size in SIZES if size <= most):
        for row in measured(size, texts, embedded, chance):
            rows.append(row)
            print(row, flush=True)
        gc.collect()
    (settings.root / "docs" / "growth.md").write_text(page + "\n".join(map(str, rows)) + "\n")
    ways = {way: [(r.passages, r.p50) for r in rows if r.way == way] for way in _ways(rows)}
    draw(ways, ("passages", "one search, ms (median)"), settings.root / "docs" / "growth.svg")


def measured(size: int, texts: list[str], embedded: Vectors, chance: random.Random) -> list[Row]:
    """Exact, approximate and lexical search over so many passages."""
    vectors = grown(embedded, size)
    queries = grown(vectors[np.random.default_rng(1).integers(0, size, QUERIES)], 2 * QUERIES)
    queries = queries[QUERIES:]
    expected = [_best(vectors @ query) for query in queries]
    rows = []
    ways: dict[str, Callable[[Vectors], Nearest]] = {"exact": Exact, "graph": Approximate.build}
    for way, make in ways.items():
        before, began = resident(), time.perf_counter()
        search = make(vectors)
        build = time.perf_counter() - began
        memory = vectors.nbytes / 1e6 if way == "exact" else resident() - before
        search.alike(queries[0])
        found, times = timed(search.alike, list(queries))
        shared = [len(_best(f) & e) / len(e) for f, e in zip(found, expected, strict=True)]
        rows.append(Row(size, way, build, memory, *times, statistics.mean(shared)))
        del search, found
    if size <= LEXICAL_UP_TO:
        known = texts[:size] + [sentence(chance) for _ in range(size - len(texts))]
        before, began = resident(), time.perf_counter()
        index = LexicalIndex(known)
        build, memory = time.perf_counter() - began, resident() - before
        _, times = timed(
            lambda query: index.score(Lexemes.of(query)),
            [sentence(chance, 4) for _ in range(QUERIES)],
        )
        rows.append(Row(size, "lexical", build, memory, *times, None))
    return rows


def grown(vectors: Vectors, size: int) -> Vectors:
    """The vectors, and beyond them others moved at random, unit vectors of shape (size, width)."""
    if size <= len(vectors):
        return vectors[:size]
    generator = np.random.default_rng(SEED)
    moved = vectors[generator.integers(0, len(vectors), size - len(vectors))]
    noise = generator.standard_normal(moved.shape, dtype=np.float32)
    moved += MOVED * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    return np.vstack([vectors, moved])


def sentence(chance: random.Random, words: int = 30) -> str:
    """So many made-up words; as in any language, few of them are frequent."""
    numbers = (int(chance.paretovariate(0.7)) % 40_000 for _ in range(words))
    return " ".join(_word(number) for number in numbers)


def _word(number: int) -> str:
    syllables = "ка ро ти му ле са ко ни ве до па ру ши зе мо ла".split()
    word = ""
    while True:
        word += syllables[number % 16]
        number //= 16
        if not number:
            return word


def timed(
    search: Callable[..., object], queries: list[object]
) -> tuple[list[object], tuple[float, float]]:
    """What each query finds, and p50 and p95 in milliseconds."""
    found, times = [], []
    for query in queries:
        began = time.perf_counter()
        found.append(search(query))
        times.append(1000 * (time.perf_counter() - began))
    return found, (statistics.median(times), statistics.quantiles(times, n=20)[-1])


def resident() -> float:
    """Memory of the process now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def _best(cosines: Vectors) -> set[int]:
    count = min(RECALLED, len(cosines))
    return set(np.argpartition(-cosines, count - 1)[:count].tolist())


def _ways(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row.way for row in rows))


if __name__ == "__main__":
    main()
