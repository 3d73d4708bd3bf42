"""Labelled messages of nlu/safety: cries, and harmless near misses beside them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

SAFETY = ("self_harm", "at_risk", "exposure")
"""Intents decided before anything else."""

HARMLESS = "none"
"""Label of everything else."""


@dataclass(frozen=True)
class Example:
    """A labelled message.

    Attributes:
        text: as typed.
        language: language code of the file it stands in.
        label: one of SAFETY, or HARMLESS.
        tags: such as short, typo, near_miss, and for at_risk a situation.
    """

    text: str
    language: str
    label: str
    tags: tuple[str, ...] = ()


def read_examples(folder: Path) -> list[Example]:
    """Every line of safety.<language>.tsv in a folder."""
    found = []
    for path in sorted(folder.glob("safety.*.tsv")):
        language = path.name.split(".")[1]
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                tags = tuple(filter(None, (row["tags"] or "").split(",")))
                found.append(Example(row["text"], language, row["label"], tags))
    return found
