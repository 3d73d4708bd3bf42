"""Who has reviewed a translation stands in the translators' comment."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Message

from bot.reviews import Review, review_of

A = "reviewed-by: A"


@pytest.mark.parametrize(
    ("comments", "review"),
    [
        (["reviewed-by: Anna, 2026-12-01"], Review("Anna", "2026-12-01")),
        (
            ["reviewed-by:Anna B., of the group,2026-12-01 "],
            Review("Anna B., of the group", "2026-12-01"),
        ),
        (
            ["a note", f"{A}, 2026-01-01", "reviewed-by: B, 2026-02-01"],
            Review("B", "2026-02-01"),
        ),
        ([f"{A}, 2026-01-01", "reviewed-by: B"], Review("A", "2026-01-01")),
        (["reviewed-by: A, 2026-02-30"], None),
        (["reviewed-by: , 2026-02-01"], None),
        (["see reviewed-by: A, 2026-02-01"], None),
        ([], None),
    ],
)
def test_the_last_review(comments: list[str], review: Review | None) -> None:
    assert review_of(Message("text", "текст", user_comments=comments)) == review
