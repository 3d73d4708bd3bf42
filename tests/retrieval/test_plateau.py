"""The middle of what is good, not its highest point."""

from __future__ import annotations

import pytest

from bot.retrieval.plateau import middle


@pytest.mark.parametrize(
    ("gains", "reach", "place"),
    [
        ([0, 1, 5, 1, 0], 0, 2),
        ([0, 9, 0, 0, 5, 6, 5, 0], 1, 5),  # a lone peak is chance
        ([9, 8, 7, 0, 0], 1, 0),  # at the edge the last value goes on
        ([0, 0, 7, 8, 9], 2, 4),
        ([3, 3, 3], 1, 0),
        ([1], 3, 0),
    ],
)
def test_where_a_curve_is_best_and_stays_so(gains: list[float], reach: int, place: int) -> None:
    assert middle(gains, reach) == place


def test_one_message_more_moves_it_little() -> None:
    hill = [-abs(n - 20.0) for n in range(40)]
    struck = [*hill[:33], hill[33] + 15, *hill[34:]]
    assert middle(struck, 0) == 33
    assert abs(middle(struck, 3) - middle(hill, 3)) <= 1
