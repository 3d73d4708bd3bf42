"""Labelled questions: what people typed and what they should get."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.text import fold
from bot.transliteration import to_cyrillic

INTENT = "intent:"


@dataclass(frozen=True)
class Labelled:
    """A message with everything a reviewer would accept for it.

    Attributes:
        text: as typed.
        language: language code of the file it stands in.
        expected: entry ids, and intents as `intent:at_risk`.
        tags: such as short, typo, translit, near_miss.
    """

    text: str
    language: str
    expected: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries among what is expected."""
        return tuple(e for e in self.expected if not e.startswith(INTENT))

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents among what is expected."""
        return tuple(e.removeprefix(INTENT) for e in self.expected if e.startswith(INTENT))


def read_questions(folder: Path) -> list[Labelled]:
    """Every line of questions.<language>.tsv in a folder."""
    found = []
    for path in sorted(folder.glob("questions.*.tsv")):
        language = path.name.split(".")[1]
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                tags = tuple(filter(None, (row["tags"] or "").split(",")))
                found.append(
                    Labelled(row["text"], language, tuple(row["expected"].split("|")), tags)
                )
    return found


def unseen(questions: Sequence[Labelled], trained_on: Iterable[str]) -> list[Labelled]:
    """The questions that appear nowhere in the training data, in either alphabet.

    People who write ways of asking hit upon the same short phrases as those who write
    questions to measure with; such a question would measure nothing.
    """
    known = {fold(text) for text in trained_on}
    return [q for q in questions if known.isdisjoint({fold(q.text), to_cyrillic(q.text)})]
