"""What a threshold costs: how many are answered, and how many of these wrongly.

The curve of risk against coverage of El-Yaniv and Wiener (2010), "On the foundations of noise-free
selective classification", over the development questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.retrieval.questions import Labelled


@dataclass(frozen=True)
class Point:
    """A threshold and what it does.

    Attributes:
        threshold: score an entry must reach to be answered outright.
        coverage: share of the questions for the library that are answered outright.
        risk: share of all that is answered outright that is answered wrongly.
    """

    threshold: float
    coverage: float
    risk: float


def curve(
    answered: Callable[[float], Sequence[tuple[Labelled, str | None]]], thresholds: Iterable[float]
) -> tuple[Point, ...]:
    """The points of one language.

    Args:
        answered: for a threshold, every development question with the entry that answers it
            outright, if any; some of the questions are not for the library.
        thresholds: what to try.
    """
    return tuple(_point(threshold, answered(threshold)) for threshold in thresholds)


def _point(threshold: float, answered: Sequence[tuple[Labelled, str | None]]) -> Point:
    asked = sum(bool(question.entries) for question, _ in answered)
    given = [(question, entry) for question, entry in answered if entry is not None]
    covered = sum(bool(question.entries) for question, _ in given)
    wrong = sum(entry not in question.expected for question, entry in given)
    return Point(threshold, covered / max(1, asked), wrong / max(1, len(given)))
