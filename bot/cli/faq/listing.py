"""`ryadom faq list`: the entries as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.table import Table

from bot.cli.faq.showing import age
from bot.cli.faq.translations import TRANSLATED, Translations, languages
from bot.errors import RyadomError
from bot.library.live import Edition
from bot.library.model import TOPICS, Entry
from bot.text import counted


def chosen(edition: Edition, topic: str, oldest: bool, untranslated: str) -> list[Entry]:
    """The entries that are asked for, in the order of the files or the oldest review first.

    Args:
        edition: the library.
        topic: only this one; all where empty.
        oldest: whether those come first that were reviewed longest ago.
        untranslated: only those of which a text lacks a translation into this language.

    Raises:
        RyadomError: there is no such topic or language.
    """
    if topic and topic not in TOPICS:
        raise RyadomError(f"there is no topic '{topic}'; there are {', '.join(TOPICS)}.")
    found = [e for e in edition.library.entries.values() if topic in ("", e.topic)]
    if untranslated:
        translations = Translations.read(edition.library.root, untranslated)
        found = [entry for entry in found if translations.worst(entry) != TRANSLATED]
    return sorted(found, key=lambda entry: entry.reviewed) if oldest else found


def table(edition: Edition, entries: Sequence[Entry], today: date) -> Table:
    """A row for each entry."""
    root = edition.library.root
    read = [Translations.read(root, language) for language in languages(root)]
    result = Table(caption=counted(len(entries), "entry", "entries"))
    for heading in ("id", "topic", "where", "reviewed", "days"):
        result.add_column(heading, overflow="fold", no_wrap=heading == "id")  # ids are copied
    for translations in read:
        result.add_column(translations.language)
    for entry in entries:
        where = f"{entry.place.file.rpartition('/')[2]}:{entry.place.line}"
        topic = entry.topic + " (!)" * entry.risky_in_russia
        states = [translations.worst(entry) for translations in read]
        result.add_row(entry.id, topic, where, entry.reviewed, str(age(entry, today)), *states)
    return result
