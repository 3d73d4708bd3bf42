"""Parallel sentences: reading them, and keeping some away from training."""

from __future__ import annotations

import gzip
import random
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# The rows of the news set that were published in 2021, whole documents in their order: the test.
NEWS_TEST = slice(28_913, 30_900)
EVERYDAY_TEST = 1_000
SEED = 20_261_120
PUBLIC_EVERYDAY = "tatoeba.rus-eng"
"""The 1,000 sentences that published models are measured on (Artetxe and Schwenk 2019)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An English sentence and its Russian translation."""

    source: str
    english: str
    russian: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learnt from, and what is only measured on, by name."""

    training: tuple[Pair, ...]
    held_out: dict[str, tuple[Pair, ...]]


def read_pairs(path: Path) -> list[Pair]:
    """Pairs of a compressed table with the columns set, English, Russian."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return [Pair(*(unicodedata.normalize("NFC", cell) for cell in row)) for row in rows]


def read_corpus(
    folder: Path, own: Sequence[Pair] = (), own_held_out: Sequence[Pair] = ()
) -> Corpus:
    """The whole corpus: `train.tsv.gz` is split, the other files are for measuring alone.

    A training pair that shares either side with a held-out pair is dropped. Every further file
    `more-*.tsv.gz` in the folder, with the same columns, is learnt from too.

    Args:
        folder: the parallel text.
        own: pairs of the project to learn from.
        own_held_out: pairs of the project to measure on.
    """
    pairs = read_pairs(folder / "train.tsv.gz")
    news = [pair for pair in pairs if pair.source == "wmt"][NEWS_TEST]
    tatoeba = [pair for pair in pairs if pair.source == "tatoeba"]
    chance = random.Random(SEED)  # noqa: S311 - for repeating
    everyday = chance.sample(tatoeba, min(EVERYDAY_TEST, len(tatoeba) // 10))
    development = read_pairs(folder / "dev.tsv.gz")
    held_out = {
        "news": unique(news),
        "everyday": unique(everyday),
        "everyday_public": unique(_public_everyday(folder)),
        "wikipedia": unique(pair for pair in development if pair.source == "pud"),
        "health": unique(pair for pair in development if pair.source == "tico"),
        "safety": unique(read_pairs(folder / "eval-safety.tsv.gz")),
        "library": unique(own_held_out),
    }
    held_out = {name: group for name, group in held_out.items() if group}
    more = [pair for path in sorted(folder.glob("more-*.tsv.gz")) for pair in read_pairs(path)]
    learnt = tuple(dict.fromkeys([*pairs, *more, *own]))
    return Corpus(without(learnt, held_out.values()), held_out)


def _public_everyday(folder: Path) -> list[Pair]:
    """Two files of one sentence a line, as LASER's repository has them; or none."""
    sides = [folder / f"{PUBLIC_EVERYDAY}.{side}" for side in ("eng", "rus")]
    if not all(side.is_file() for side in sides):
        return []
    texts = [unicodedata.normalize("NFC", side.read_text("utf-8")) for side in sides]
    lines = zip(*(text.splitlines() for text in texts), strict=True)
    return [Pair("tatoeba", english, russian) for english, russian in lines]


def unique(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Pairs whose sides were both not seen before, so that each sentence has one right answer."""
    english: set[str] = set()
    russian: set[str] = set()
    kept: list[Pair] = []
    for pair in pairs:
        sides = pair.english.casefold(), pair.russian.casefold()
        if sides[0] not in english and sides[1] not in russian:
            kept.append(pair)
        english.add(sides[0])
        russian.add(sides[1])
    return tuple(kept)


def without(pairs: Sequence[Pair], held_out: Iterable[Iterable[Pair]]) -> tuple[Pair, ...]:
    """The pairs that share no side with a held-out one."""
    kept_away = [pair for group in held_out for pair in group]
    english = {pair.english.casefold() for pair in kept_away}
    russian = {pair.russian.casefold() for pair in kept_away}
    return tuple(
        pair
        for pair in pairs
        if pair.english.casefold() not in english and pair.russian.casefold() not in russian
    )
