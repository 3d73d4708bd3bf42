"""Safety messages and who has read them beside whoever translated them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.cli.locales.unit import Unit
from bot.errors import Problem, Severity
from bot.reviews import is_review, review_of

EXAMPLE = "# reviewed-by: AB, 2026-12-01"


def check_record(unit: Unit, today: date) -> Iterator[Problem]:
    """A review that is not written as it has to be, or that is of a day to come."""
    for comment in unit.message.user_comments:
        if not is_review(comment):
            continue
        review = review_of(unit.message)
        if review is None:
            sentence = (
                f"“{comment}” is no review; write '{EXAMPLE}': initials or a handle, the day."
            )
            yield unit.error("reviews", sentence)
        elif (date.fromisoformat(review.day) - today).days > 1:
            yield unit.error("reviews", f"the review is of {review.day}, a day to come; mend it.")


def check_reviews(units: list[Unit], safety: frozenset[str], *, each: bool) -> Iterator[Problem]:
    """Safety messages without a second reader.

    Args:
        units: the messages of a file.
        safety: the English of the safety messages.
        each: whether to name each of them, not only how many there are.
    """
    needed = [unit for unit in units if unit.ids[0] in safety and unit.is_used]
    waiting = [unit for unit in needed if review_of(unit.message) is None]
    if each:
        for unit in waiting:
            sentence = f"no second reader is recorded; after reading it aloud write '{EXAMPLE}'."
            yield unit.warning("reviews", sentence)
    elif waiting:
        sentence = (
            f"{len(waiting)} of {len(needed)} safety messages have no second reader; "
            "'ryadom locales check --reviews' names them."
        )
        yield Problem(waiting[0].file, 0, sentence, "reviews", Severity.WARNING)
