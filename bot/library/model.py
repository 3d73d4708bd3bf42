"""The items of the library, as they are after loading: frozen and complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TOPICS = ("crisis", "numbers", "sources", "help", "risk", "safety", "about")
BEGINNING = "here"
"""Deep-link parameter of the beginning; no entry is called so."""

STATUSES = ("confirmed", "unverified", "withdrawn")


@dataclass(frozen=True)
class Place:
    """Where an item stands: file relative to the root, and its first line (from 1).

    Attributes:
        fields: the line of each field that was written.
    """

    file: str
    line: int
    fields: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def of(self, name: str) -> Place:
        """Where a field stands; where the item begins if the field was not written."""
        return Place(self.file, self.fields.get(name, self.line), self.fields)


@dataclass(frozen=True)
class Entry:
    """One reviewed answer.

    Attributes:
        question: English, also the text of a button.
        asked_as: language code → ways people ask, as typed.
        answer: English plain text with references in braces.
        risky_in_russia: whether following it could harm a reader in Russia; shown only after the
            legal risk and a button.
        details: distressing details, shown only after a content warning and a button.
        sources: ids of sources, with `#p4` for a paragraph.
        about, year: together they let "and in 2019?" find the sibling entry.
        reviewed: day of the last review, 2026-11-20.
    """

    id: str
    topic: str
    risky_in_russia: bool
    question: str
    asked_as: dict[str, tuple[str, ...]]
    answer: str
    details: str
    sources: tuple[str, ...]
    related: tuple[str, ...]
    about: str
    year: int | None
    reviewed: str
    place: Place


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a source's digest. `mark` ("violence", "unsafe") keeps it from being
    offered as an extract; it can still be cited."""

    id: str
    text: str
    correction: str
    mark: str
    place: Place


@dataclass(frozen=True)
class Source:
    """A document in the project's own words, with what is known of its origin."""

    id: str
    publisher: str
    author: str
    title: str
    date: str
    date_basis: str
    date_note: str
    address: str
    address_note: str
    language: str
    checked: str
    paragraphs: dict[str, Paragraph]
    place: Place


@dataclass(frozen=True)
class Contact:
    """Where somebody can turn. What is shown follows from `status`.

    Attributes:
        caution: the risk in one sentence.
        confirmed: day on which the organisation itself confirmed it to us, 2026-12-01.
    """

    id: str
    organisation: str
    kind: str
    value: str
    status: str
    confirmed: str
    published: tuple[str, ...]
    documents: tuple[str, ...]
    audience: str
    caution: str
    risk: str
    place: Place


@dataclass(frozen=True)
class Action:
    """A way to help, for readers outside Russia."""

    id: str
    title: str
    text: str
    where: str
    risk: str
    sources: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Figure:
    """A number with who said it, when, and where it stands."""

    id: str
    value: int
    says: str
    speaker: str
    date: str
    source: str
    place: Place


@dataclass(frozen=True)
class Library:
    """Everything under responses/, by id."""

    root: Path
    entries: dict[str, Entry]
    sources: dict[str, Source]
    contacts: dict[str, Contact]
    actions: dict[str, Action]
    figures: dict[str, Figure]

    def paragraphs(self) -> Iterator[tuple[Source, Paragraph]]:
        """Every paragraph with its source."""
        for source in self.sources.values():
            for paragraph in source.paragraphs.values():
                yield source, paragraph

    def sibling(self, entry_id: str, year: int) -> Entry | None:
        """The entry on the same matter in another year, if there is one."""
        about = self.entries[entry_id].about if entry_id in self.entries else ""
        matches = (e for e in self.entries.values() if about and e.about == about)
        return next((e for e in matches if e.year == year), None)
