"""Who has reviewed a translation: a comment in the PO file, `# reviewed-by: NAME, 2026-12-01`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from babel.messages.catalog import Message

_REVIEW = re.compile(r"reviewed-by:\s*(?P<name>\S.*?)\s*,\s*(?P<day>\d{4}-\d\d-\d\d)\s*")


@dataclass(frozen=True)
class Review:
    """Who read a translation after it was written, and on which day, 2026-12-01."""

    name: str
    day: str


def review_of(message: Message) -> Review | None:
    """The last review that a message's comments record, None where there is none."""
    for comment in reversed(message.user_comments):
        match = _REVIEW.fullmatch(comment)
        if match and _is_day(match["day"]):
            return Review(match["name"], match["day"])
    return None


def is_review(comment: str) -> bool:
    """Whether a comment means to record a review, well written or not."""
    return comment.strip().lower().startswith("reviewed-by")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
