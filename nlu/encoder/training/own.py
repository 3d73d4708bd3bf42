"""The project's own pairs: written for this training, and the assistant's own texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from .corpus import Pair

ROOT = Path(__file__).resolve().parents[3]
PAIRS = Path(__file__).with_name("pairs")
LOCALES = ROOT / "locales"
PASSAGES = "passages.tsv"
HELD_OUT_IN = 10
"""One in so many of the assistant's paragraphs is for measuring only."""
LONGEST = 600
"""Letters of a paragraph; a longer one is more than the encoder's rows hold."""

MARKUP = re.compile(r"<[^>]+>|https?://\S+|[*_`]{1,2}")


def written(folder: Path = PAIRS) -> list[Pair]:
    """The pairs written for the training; a question also stands beside its passage.

    Raises:
        ValueError: a line has neither two columns nor, in `PASSAGES`, four; it is named.
    """
    pairs: list[Pair] = []
    for path in sorted(folder.glob("*.tsv")):
        width = 4 if path.name == PASSAGES else 2
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            cells = line.split("\t")
            if len(cells) != width or not all(cell.strip() for cell in cells):
                raise ValueError(f"{path.name}, line {number}: write {width} columns with tabs")
            pairs += (
                Pair(path.stem, english.strip(), russian.strip())
                for english, russian in zip(cells[::2], cells[1::2], strict=True)
            )
    return pairs


def library(folder: Path = LOCALES) -> tuple[list[Pair], list[Pair]]:
    """The assistant's own texts, paragraph by paragraph: to learn from, and held out.

    Which is which is told by the English words, so that it stays so when texts are added.
    """
    learnt: list[Pair] = []
    held_out: list[Pair] = []
    for path in sorted(folder.glob("ru/LC_MESSAGES/*.po")):
        for pair in _paragraphs(path):
            share = int(hashlib.sha256(pair.english.encode()).hexdigest(), 16) % HELD_OUT_IN
            (held_out if share == 0 else learnt).append(pair)
    return learnt, held_out


def _paragraphs(path: Path) -> Iterator[Pair]:
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if not message.id or message.fuzzy or not isinstance(message.id, str):
            continue
        sides = [
            [MARKUP.sub("", line).strip() for line in text.split("\n") if line.strip()]
            for text in (message.id, str(message.string))
        ]
        if len(sides[0]) != len(sides[1]):
            continue
        for english, russian in zip(*sides, strict=True):
            if 1 < len(english) <= LONGEST and len(russian) > 1 and "{" not in english + russian:
                yield Pair("library", english, russian)
