"""`ryadom faq show`: an entry as a reader sees it, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from bot.cli.faq.translations import Translations, languages
from bot.cli.plain import plain
from bot.errors import RyadomError
from bot.library.live import Edition
from bot.library.model import Entry
from bot.library.references import references
from bot.text import counted


def shown(edition: Edition, entry_id: str, language: str, today: date) -> str:
    """Everything of an entry, as plain text.

    Raises:
        RyadomError: there is no such entry or language.
    """
    entries = edition.library.entries
    if entry_id not in entries:
        near = get_close_matches(entry_id, entries, 1)
        hint = f"did you mean '{near[0]}'?" if near else "'ryadom faq list' names all."
        raise RyadomError(f"there is no entry '{entry_id}'; {hint}")
    if language not in edition.languages.codes:
        known = ", ".join(edition.languages.codes)
        raise RyadomError(f"there is no language '{language}'; there are {known}.")
    entry = entries[entry_id]
    parts = [_seen(edition, entry, language), "\n".join(_known(edition, entry, today))]
    return "\n\n".join(parts)


def age(entry: Entry, today: date) -> int:
    """Days since the last review; a month or a year counts from its first day."""
    return (today - date.fromisoformat((entry.reviewed + "-01-01")[:10])).days


def _seen(edition: Edition, entry: Entry, language: str) -> str:
    renderer = edition.renderer(language)
    parts = [f"[{renderer.catalog.gettext(entry.question)}]", plain(renderer.answer(entry))]
    if entry.risky_in_russia:
        parts.insert(1, "(In Russia the law comes first, and this by a button only.)")
    if entry.details:
        parts += ["(Behind a warning and a button:)", plain(renderer.details(entry))]
    if entry.sources:
        parts.append(plain(renderer.reference_list(entry.sources)))
    return "\n\n".join(parts)


def _known(edition: Edition, entry: Entry, today: date) -> Iterator[str]:
    yield f"where      {entry.place.file}:{entry.place.line}  ({entry.id})"
    yield f"topic      {entry.topic}"
    yield f"reviewed   {entry.reviewed}, {counted(age(entry, today), 'day')} ago"
    yield f"sources    {', '.join(entry.sources) or 'none'}"
    yield f"related    {', '.join(entry.related) or 'none'}"
    for kind, target in dict.fromkeys(references(f"{entry.answer}\n{entry.details}")):
        if kind in ("contact", "brief"):
            contact = edition.library.contacts[target]
            day = f", {contact.confirmed}" if contact.confirmed else ""
            yield f"contact    {target}: {contact.status}{day}"
    for language, ways in entry.asked_as.items():
        yield f"asked, {language}  {'; '.join(ways)}"
    for language in languages(edition.library.root):
        states = Translations.read(edition.library.root, language).parts(entry)
        said = ", ".join(f"{part} {state}" for part, state in states.items())
        yield f"texts, {language}  {said}"
