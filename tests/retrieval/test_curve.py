"""Risk against coverage."""

from __future__ import annotations

import pytest

from bot.retrieval.curve import Point, curve
from bot.retrieval.questions import Labelled

SURE = Labelled("hotline", "en", ("hotline",), ())
DOUBTED = Labelled("numbers", "en", ("figures",), ())
STRANGE = Labelled("weather", "en", ("intent:out_of_scope",), ())


def answered(threshold: float) -> list[tuple[Labelled, str | None]]:
    return [
        (SURE, "hotline" if threshold <= 0.9 else None),
        (DOUBTED, "hotline" if threshold <= 0.5 else None),
        (STRANGE, "figures" if threshold <= 0.2 else None),
    ]


def test_coverage_counts_the_librarys_questions_and_risk_all_answers() -> None:
    assert curve(answered, (0.1, 0.5, 0.9, 1.0)) == (
        Point(0.1, 1.0, pytest.approx(2 / 3)),
        Point(0.5, 1.0, 0.5),
        Point(0.9, 0.5, 0.0),
        Point(1.0, 0.0, 0.0),
    )


def test_no_questions_no_coverage() -> None:
    assert curve(lambda _: [], (0.5,)) == (Point(0.5, 0.0, 0.0),)
