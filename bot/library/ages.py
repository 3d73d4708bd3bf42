"""Days that are too old or yet to come: of reviews, confirmations and documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.errors import Problem, Severity
from bot.library.model import Contact, Entry, Figure, Library, Place, Source

CONFIRMED_DAYS = 180
"""For how long the word of an organisation counts."""

REVIEWED_DAYS = 365
"""For how long a review counts."""

_ASK = (
    "ask the organisation, from outside Russia, and write 'status: confirmed' with the day, or "
    "'status: withdrawn'."
)


def age(day: str, today: date) -> int:
    """Days since a day; since the first one where month or day are left out."""
    return (today - date.fromisoformat((day + "-01-01")[:10])).days


def is_to_come(day: str, today: date) -> bool:
    """Whether a day is in the future wherever it was written: there it may be tomorrow already."""
    return age(day, today) < -1


def doubt(contact: Contact, today: date) -> str:
    """Why a contact should not be shown; the empty text where it may be."""
    if contact.status == "withdrawn":
        return ""
    if contact.status != "confirmed" or not contact.confirmed:
        return "nobody has confirmed it"
    if is_to_come(contact.confirmed, today):
        return "the day of its confirmation is yet to come"
    days = age(contact.confirmed, today)
    return f"it was confirmed {days} days ago" if days > CONFIRMED_DAYS else ""


def check_ages(library: Library, today: date) -> Iterator[Problem]:
    """Days in the future, which are errors, and what has not been looked at for long."""
    yield from _to_come(library, today)
    for entry in library.entries.values():
        days = age(entry.reviewed, today)
        if days > REVIEWED_DAYS:
            message = (
                f"{entry.id}: reviewed {days} days ago; check the answer against its sources and "
                "set 'reviewed'."
            )
            yield _warning(entry.place.of("reviewed"), message, "reviewed")
    for contact in library.contacts.values():
        why = doubt(contact, today)
        if why and not is_to_come(contact.confirmed or "1970", today):
            message = f"{contact.id}: {why}; {_ASK}"
            yield _warning(contact.place.of("status"), message, "confirmed")


def _to_come(library: Library, today: date) -> Iterator[Problem]:
    dated: list[tuple[Entry | Contact | Source | Figure, str]]
    dated = [(entry, "reviewed") for entry in library.entries.values()]
    dated += [(contact, "confirmed") for contact in library.contacts.values()]
    dated += [(source, name) for source in library.sources.values() for name in ("date", "checked")]
    dated += [(figure, "date") for figure in library.figures.values()]
    for item, name in dated:
        day = getattr(item, name)
        if day and is_to_come(day, today):
            message = f"{item.id}: '{name}' is yet to come ({day}); correct the date."
            yield Problem(item.place.file, item.place.of(name).line, message, "future")


def _warning(place: Place, message: str, rule: str) -> Problem:
    return Problem(place.file, place.line, message, rule, Severity.WARNING)
