"""What must hold between the items of a library; each fault is one Problem."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from bot.errors import Problem
from bot.languages import FIRST_LANGUAGES
from bot.library.entries import faults_of_entry
from bot.library.model import BEGINNING, Library, Place
from bot.library.references import KINDS, has_stray_brace, references
from bot.library.responses import Response
from bot.library.shape import is_day
from bot.text import counted, fold

FEWEST_WAYS = 5
"""Ways of asking that every entry has in each of FIRST_LANGUAGES; elsewhere they are optional."""

LONGEST_PAYLOAD = 64
"""Bytes of a button's payload that Telegram takes."""

_FILLED_IN = re.compile(r"\{(hours|days|question_days|group|words)\}")
_ENTRY = re.compile(r'"entry":\s*"([^"]*)"')
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TYPED_CONTACT = re.compile(r"https?://|www\.|(?<!\w)@\w{4,}|\+\d[\d ()-]{7,}|\b8[ -]?\(?800")


def check(library: Library, incomplete: Container[str] = ()) -> Iterator[Problem]:
    """Every fault between items, in no order.

    Args:
        library: what could be read.
        incomplete: kinds of items ("entry", "source", "contact", "figure") of which not all could
            be read; a reference to one of them is not called dead.
    """
    yield from _entries(library, incomplete)
    yield from _ways_of_asking(library)
    yield from _texts(library, incomplete)
    yield from _contacts(library)
    if "source" not in incomplete:
        yield from _citations(library)


def check_responses(
    library: Library, responses: Mapping[str, Response], incomplete: Container[str] = ()
) -> Iterator[Problem]:
    """Every fault between the responses of domain.yml and the library, as in `check`."""
    for name, response in responses.items():
        place = Place("domain.yml", response.line)
        for message in _faults_of_text(library, _FILLED_IN.sub("", response.text), incomplete):
            yield _problem(place, name, message)
        for _title, payload in response.buttons:
            size = len(payload.encode()) + (payload in response.once)  # marked by one more byte
            if size > LONGEST_PAYLOAD:
                message = (
                    f"a button's payload takes {size} bytes and Telegram takes {LONGEST_PAYLOAD}; "
                    "shorten it."
                )
                yield _problem(place, name, message)
            entry = _ENTRY.search(payload)
            if entry and entry[1] not in library.entries and "entry" not in incomplete:
                message = f"a button leads to '{entry[1]}', which does not exist; correct the id."
                yield _problem(place, name, message)


def _problem(place: Place, label: str, message: str) -> Problem:
    return Problem(place.file, place.line, f"{label}: {message}")


def _entries(library: Library, incomplete: Container[str]) -> Iterator[Problem]:
    for entry in library.entries.values():
        if entry.id == BEGINNING:
            message = f"the id '{BEGINNING}' stands for the first message in links; choose another."
            yield _problem(entry.place, entry.id, message)
        for other in entry.related:
            if other not in library.entries and "entry" not in incomplete:
                message = f"related entry '{other}' does not exist; correct or drop it."
                yield _problem(entry.place.of("related"), entry.id, message)
        for field, message in faults_of_entry(entry):
            yield _problem(entry.place.of(field), entry.id, message)


def _ways_of_asking(library: Library) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for entry in library.entries.values():
        for language in FIRST_LANGUAGES:
            ways = entry.asked_as.get(language, ())
            if len(ways) < FEWEST_WAYS:
                number = counted(len(ways), "way")
                message = f"asked_as.{language} has {number} of asking; write {FEWEST_WAYS}."
                yield _problem(entry.place.of("asked_as"), entry.id, message)
        for way in {fold(way) for ways in entry.asked_as.values() for way in ways}:
            owner = owners.setdefault(way, entry.id)
            if owner != entry.id:
                message = f"'{way}' leads to '{owner}' too; keep it in one of the two."
                yield _problem(entry.place.of("asked_as"), entry.id, message)


def _contacts(library: Library) -> Iterator[Problem]:
    for contact in library.contacts.values():
        if (contact.status == "confirmed") != bool(_FULL_DATE.fullmatch(contact.confirmed)):
            message = "'status: confirmed' and 'confirmed:' with its day go together; mend one."
            yield _problem(contact.place.of("status"), contact.id, message)


def _texts(library: Library, incomplete: Container[str]) -> Iterator[Problem]:
    for place, label, text in _all_texts(library):
        for message in _faults_of_text(library, text, incomplete):
            yield _problem(place, label, message)


def _faults_of_text(library: Library, text: str, incomplete: Container[str]) -> Iterator[str]:
    """What is wrong with the references of a text, and contacts that are typed out in it."""
    if has_stray_brace(text):
        yield "a brace does not close a reference such as {date:2017-04-01}; mend it."
    for kind, target in references(text):
        if kind not in KINDS:
            yield f"{{{kind}:…}} is no kind of reference; use one of {', '.join(KINDS)}."
        elif kind == "date" and not (_FULL_DATE.fullmatch(target) and is_day(target)):
            yield f"{{date:{target}}} must be a day, 2017-04-01."
        elif kind != "date" and _is_dead(library, kind, target, incomplete):
            yield f"{{{kind}:{target}}} does not exist; correct the id or add it."
    if _TYPED_CONTACT.search(text):
        yield "a telephone number, handle or address is typed out; use {contact:…}."


def _all_texts(library: Library) -> Iterator[tuple[Place, str, str]]:
    for entry in library.entries.values():
        for name in ("answer", "details"):
            yield entry.place.of(name), entry.id, getattr(entry, name)
    for action in library.actions.values():
        for name in ("text", "risk"):
            yield action.place.of(name), action.id, getattr(action, name)
    for contact in library.contacts.values():
        for name in ("audience", "caution", "risk"):
            yield contact.place.of(name), contact.id, getattr(contact, name)
    for source, paragraph in library.paragraphs():
        label = f"{source.id}#{paragraph.id}"
        yield paragraph.place, label, f"{paragraph.text}\n{paragraph.correction}"


def _is_dead(library: Library, kind: str, target: str, incomplete: Container[str]) -> bool:
    if kind == "figure":
        return target not in library.figures and kind not in incomplete
    if kind == "source":
        return target not in library.sources and kind not in incomplete
    return target not in library.contacts and "contact" not in incomplete


def _citations(library: Library) -> Iterator[Problem]:
    cited = [(e.place.of("sources"), e.id, s) for e in library.entries.values() for s in e.sources]
    cited += [(a.place.of("sources"), a.id, s) for a in library.actions.values() for s in a.sources]
    cited += [
        (c.place.of("documents"), c.id, s) for c in library.contacts.values() for s in c.documents
    ]
    cited += [(f.place.of("source"), f.id, f.source) for f in library.figures.values()]
    for place, label, citation in cited:
        source_id, _, paragraph = citation.partition("#")
        source = library.sources.get(source_id)
        if source is None:
            message = f"source '{source_id}' does not exist; correct the id or add the source."
            yield _problem(place, label, message)
        elif paragraph and paragraph not in source.paragraphs:
            message = f"'{source_id}' has no paragraph '{paragraph}'; correct the number."
            yield _problem(place, label, message)
