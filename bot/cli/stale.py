"""`ryadom stale`: what nobody has looked at for long, the oldest first."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.errors import StoreError
from bot.library.ages import REVIEWED_DAYS, doubt
from bot.library.live import Edition
from bot.library.model import Contact, Entry, Source
from bot.library.references import references
from bot.library.safety import contacts_at_risk
from bot.settings import Settings
from bot.store.store import open_store

logger = logging.getLogger(__name__)

HEADINGS = ("kind", "id", "last looked at", "days", "shown", "note", "where")
NEVER = "never"
CONTACT = ("contact", "brief")
"""Kinds of references that show a contact."""


@dataclass(frozen=True)
class Aged:
    """Something that has to be looked at again and again.

    Attributes:
        kind: `contact`, `entry` or `source`.
        id: its id.
        date: the day of the last look, as it stands in its file; empty where there was none.
        days: since then; None where there was none.
        shown: about how often readers came to an answer that has it, in all languages; 0 where
            fewer than a crowd did, or nobody counted.
        note: why it cannot wait, if it cannot.
        file, line: where it stands.
    """

    kind: str
    id: str
    date: str
    days: int | None
    shown: int
    note: str
    file: str
    line: int

    def cells(self) -> tuple[str, ...]:
        """A row under HEADINGS."""
        days = "" if self.days is None else str(self.days)
        shown = str(self.shown or "")
        where = f"{self.file}:{self.line}"
        return self.kind, self.id, self.date or NEVER, days, shown, self.note, where


def stale(edition: Edition, shown: Counter[str], today: date, days: int = 0) -> list[Aged]:
    """What was last looked at so many days ago or earlier: the oldest first, of equally old the
    most shown. What never was counts as oldest. Withdrawn contacts need no look.

    Args:
        edition: the library and the responses.
        shown: entry id → how often readers came to it.
        today: the day from which ages are counted.
        days: the least age.
    """
    found = [*_entries(edition, shown, today), *_sources(edition, shown, today)]
    found += _contacts(edition, shown, today)
    old = [aged for aged in found if aged.days is None or aged.days >= days]
    return sorted(old, key=_urgency)


async def shown_by_entry(settings: Settings) -> Counter[str]:
    """Entry id → how often readers came to it in any language; nothing where the database cannot
    be read: ages can be told without it."""
    counts: Counter[str] = Counter()
    try:
        for showing in await open_store(settings).showings.all():
            counts[showing.entry] += showing.times
    except StoreError as trouble:
        logger.warning("stale: without counts (%s)", trouble)
    return counts


def _urgency(aged: Aged) -> tuple[bool, int, bool, int, str]:
    return aged.days is not None, -(aged.days or 0), not aged.note, -aged.shown, aged.id


def _entries(edition: Edition, shown: Counter[str], today: date) -> Iterator[Aged]:
    for entry in edition.library.entries.values():
        age = _age(entry.reviewed, today)
        note = _past(age, REVIEWED_DAYS)
        yield _aged("entry", entry, entry.reviewed, age, shown[entry.id], note)


def _sources(edition: Edition, shown: Counter[str], today: date) -> Iterator[Aged]:
    cited = {e.id: {source.partition("#")[0] for source in e.sources} for e in _all(edition)}
    counts = _counts(cited, shown)
    for source in edition.library.sources.values():
        age = _age(source.checked, today)
        note = _past(age, REVIEWED_DAYS)
        yield _aged("source", source, source.checked, age, counts[source.id], note)


def _contacts(edition: Edition, shown: Counter[str], today: date) -> Iterator[Aged]:
    named = {
        e.id: {target for kind, target in references(e.answer + e.details) if kind in CONTACT}
        for e in _all(edition)
    }
    counts = _counts(named, shown)
    in_danger = {contact.id for contact in contacts_at_risk(edition.library, edition.responses)}
    for contact in edition.library.contacts.values():
        if contact.status == "withdrawn":
            continue
        confirmed = contact.confirmed if contact.status == "confirmed" else ""
        note = doubt(contact, today)
        if note and contact.id in in_danger:
            note += "; people in danger see it"
        age = _age(confirmed, today)
        yield _aged("contact", contact, confirmed, age, counts[contact.id], note)


def _all(edition: Edition) -> Iterable[Entry]:
    return edition.library.entries.values()


def _counts(has: dict[str, set[str]], shown: Counter[str]) -> Counter[str]:
    """How often readers came to an entry that has it, for each of what entries have."""
    counts: Counter[str] = Counter()
    for entry, things in has.items():
        counts.update(dict.fromkeys(things, shown[entry]))
    return counts


def _age(day: str, today: date) -> int | None:
    """Days since the first day that a date may mean; None without one."""
    return (today - date.fromisoformat((day + "-01-01")[:10])).days if day else None


def _past(age: int | None, limit: int) -> str:
    return f"longer ago than {limit} days" if age is not None and age > limit else ""


def _aged(
    kind: str, item: Entry | Source | Contact, day: str, age: int | None, shown: int, note: str
) -> Aged:
    return Aged(kind, item.id, day, age, shown, note, item.place.file, item.place.line)
