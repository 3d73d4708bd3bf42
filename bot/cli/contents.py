"""Whether what readers are told may be shown: contacts, reviews, translations, words, the model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.cli.check.survey import of_texts
from bot.cli.findings import Finding, ask, fail, judged, ok
from bot.cli.locales.update import missing
from bot.cli.training import model_path
from bot.errors import EncoderError, LibraryError
from bot.languages import SOURCE_LANGUAGE, Languages
from bot.library.ages import REVIEWED_DAYS, age, doubt
from bot.library.live import Edition
from bot.library.readiness import readiness
from bot.library.reading import read
from bot.library.safety import contacts_at_risk, safety_messages
from bot.settings import UNCONFIRMED_SENTENCE, Settings

NAMED = 5
"""How many are named of a long list."""


def look_at_contents(settings: Settings, today: date) -> Iterator[Finding]:
    """Every finding about texts and model."""
    try:
        edition = Edition.read(settings.root)
    except LibraryError as error:
        yield fail("texts", f"{len(error.problems)} faults; 'make check' names them.")
        return
    yield from _contacts(edition, settings, today)
    yield from _reviews(edition, today)
    yield from _translations(edition, settings)
    yield from _readiness(edition, settings)
    yield _words(settings)
    yield _model(settings)


def _contacts(edition: Edition, settings: Settings, today: date) -> Iterator[Finding]:
    contacts = contacts_at_risk(edition.library, edition.responses)
    doubts = {contact.id: why for contact in contacts if (why := doubt(contact, today))}
    if not doubts:
        yield ok("contacts", f"{len(contacts)}, each confirmed of late or withdrawn.")
    elif settings.shows_unconfirmed_contacts:
        yield ask("contacts", f"UNCONFIRMED_CONTACTS says it; still so? {_some(list(doubts))}.")
        return
    for contact_id, why in doubts.items():
        yield fail(
            f"contact {contact_id}",
            f"{why}; ask the organisation, from outside Russia, and write 'status: confirmed' "
            "with the day, or 'status: withdrawn', into responses/contacts.yml.",
        )
    if settings.unconfirmed_contacts and not settings.shows_unconfirmed_contacts:
        yield fail(
            "UNCONFIRMED_CONTACTS",
            f"it is set, but does not say: {UNCONFIRMED_SENTENCE} (without quotation marks).",
        )


def _reviews(edition: Edition, today: date) -> Iterator[Finding]:
    entries = edition.library.entries.values()
    ages = {entry.id: age(entry.reviewed, today) for entry in entries}
    oldest_first = sorted(ages, key=lambda id_: -ages[id_])
    old = [id_ for id_ in oldest_first if not -1 <= ages[id_] <= REVIEWED_DAYS]
    yield judged(
        not old,
        "reviews",
        f"all {len(ages)} answers within a year.",
        f"{len(old)} answers not within the last year ({_some(old)}); check each against its "
        "sources and set 'reviewed'.",
    )


def _translations(edition: Edition, settings: Settings) -> Iterator[Finding]:
    needed = safety_messages(edition.library, edition.responses)
    for language, untranslated in missing(settings.root).items():
        if language not in edition.languages.codes:
            continue
        lacking = needed & set(untranslated)
        yield judged(
            not lacking,
            f"translation {language}",
            "every safety message is there.",
            f"{len(lacking)} safety messages are missing or fuzzy, one begins "
            f"“{min(lacking, default='')[:40]}”; translate them, then have them read aloud.",
        )


def _readiness(edition: Edition, settings: Settings) -> Iterator[Finding]:
    """Who has reviewed what; English is what the others are reviewed against."""
    for language, catalog in Languages.read(settings.locales).catalogs.items():
        found = readiness(edition.library, edition.responses, catalog)
        if language == SOURCE_LANGUAGE or found.is_ready:
            continue
        waiting = len(found.waiting)
        if language not in edition.languages.codes:
            missing_answers = max(0, found.needed - found.answers)
            lacks = f"safety messages {waiting}, answers {missing_answers}"
            yield ok(f"language {language}", f"not offered; to translate and review: {lacks}.")
        elif waiting:
            says = f"{waiting} safety messages name no second reader; who has read them?"
            yield ask(f"review {language}", says)


def _words(settings: Settings) -> Finding:
    if faults := len(of_texts(settings.root, read(settings.root))):
        return fail("words", f"{faults} places to mend; 'make check' names them.")
    return ok("words", "'make check' finds nothing.")


def _model(settings: Settings) -> Finding:
    try:
        there = model_path(settings).is_file()
    except EncoderError as error:
        return fail("model", str(error))
    mend = "none for the files as they are now; run 'make train'."
    return judged(there, "model", "newer than what it is made of.", mend)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" * (len(names) > NAMED)
    return ", ".join(names[:NAMED]) + more
