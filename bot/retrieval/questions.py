"""Labelled questions: what people typed and what they should get."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

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
