"""Finding the passage that answers a question, across languages.

XQuAD of Artetxe et al. (2020), "On the cross-lingual transferability of monolingual
representations": 1,190 questions about 240 passages, the same ones in each language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Answered:
    """Share of questions whose nearest passage is the one that answers them."""

    questions: int
    english_to_english: float
    russian_to_english: float
    russian_to_russian: float
    english_to_english_of_teacher: float


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one language, with the place of each one's passage."""

    questions: tuple[str, ...]
    passages: tuple[str, ...]
    answers: tuple[int, ...]


def read_questions(path: Path) -> Questions:
    """A file of SQuAD's form."""
    paragraphs = [
        paragraph
        for article in json.loads(path.read_text("utf-8"))["data"]
        for paragraph in article["paragraphs"]
    ]
    asked = [
        (entry["question"], place)
        for place, paragraph in enumerate(paragraphs)
        for entry in paragraph["qas"]
    ]
    return Questions(
        tuple(question for question, _ in asked),
        tuple(paragraph["context"] for paragraph in paragraphs),
        tuple(place for _, place in asked),
    )


def answered(folder: Path, student: Embed, teacher: Embed) -> Answered | None:
    """Measure on `xquad.en.json` and `xquad.ru.json` of the folder; None without them."""
    paths = [folder / f"xquad.{language}.json" for language in ("en", "ru")]
    if not all(path.is_file() for path in paths):
        return None
    english, russian = map(read_questions, paths)
    asked = student(english.questions), student(russian.questions)
    passages = student(english.passages), student(russian.passages)
    right = np.array(english.answers)
    return Answered(
        len(right),
        _share(asked[0], passages[0], right),
        _share(asked[1], passages[0], right),
        _share(asked[1], passages[1], right),
        _share(teacher(english.questions), teacher(english.passages), right),
    )


def _share(asked: Vectors, passages: Vectors, right: npt.NDArray[np.int64]) -> float:
    return float(((asked @ passages.T).argmax(1) == right).mean())
