"""`ryadom locales stats`: how far each language is, and whether readers are offered it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from babel.messages.catalog import Catalog
from rich.console import Console
from rich.table import Table

from bot.cli.locales.pofile import language_of, po_files
from bot.cli.locales.template import template
from bot.cli.locales.unit import Unit, read_units
from bot.languages import FIRST_LANGUAGES, Languages
from bot.library.loader import load
from bot.library.model import Library
from bot.library.readiness import Readiness, essential, readiness
from bot.library.responses import read_responses
from bot.reviews import review_of


@dataclass(frozen=True)
class Count:
    """How many of some messages are there.

    Attributes:
        all: how many there are to translate.
        translated: how many readers get.
        fuzzy: how many wait for a translator to look at them; readers get the English.
        missing: how many have no translation.
        reviewed: how many a second person has read.
    """

    all: int
    translated: int
    fuzzy: int
    missing: int
    reviewed: int


@dataclass(frozen=True)
class Progress:
    """How far a language is.

    Attributes:
        language: its code.
        messages: all messages.
        safety: those that somebody in danger may get.
        answers: how many answers there are, and how many of them are translated, and reviewed too,
            with question and details.
        is_offered: whether readers are offered the language.
        lacks: what it takes until they are, as one sentence; empty where they are.
    """

    language: str
    messages: Count
    safety: Count
    answers: dict[str, int]
    is_offered: bool
    lacks: str


def progress(root: Path) -> list[Progress]:
    """How far each language but English is, in the order of their codes.

    Raises:
        LibraryError: a file is not right.
    """
    pot = template(root)
    library, responses = load(root), read_responses(root / "domain.yml", [])
    safety = essential(library, responses)
    languages = Languages.read(root / "locales")
    found = []
    for path in po_files(root):
        units = read_units(path, root)
        by_english = {unit.ids[0]: unit for unit in units}
        catalog = languages.catalog(language_of(path))
        ready = readiness(library, responses, catalog)
        offered = catalog.language in FIRST_LANGUAGES or ready.is_ready
        found.append(
            Progress(
                catalog.language,
                _count(_english(pot), by_english),
                _count(sorted(safety), by_english),
                {**_answers(library, by_english), "reviewed": ready.answers},
                offered,
                "" if offered else _lacks(ready),
            )
        )
    return found


def as_json(found: Iterable[Progress]) -> str:
    """The same for tools: a JSON object with an object for each language."""
    languages = {one.language: asdict(one) for one in found}
    return json.dumps(languages, ensure_ascii=False, indent=2)


def show(found: Sequence[Progress], where: TextIO) -> None:
    """Draw a table, a column for each language, and below it what each one lacks."""
    table = Table("", *(one.language for one in found))
    rows: dict[str, Callable[[Progress], object]] = {
        "translated": lambda one: f"{one.messages.translated} of {one.messages.all}",
        "fuzzy: readers get English": lambda one: one.messages.fuzzy,
        "missing": lambda one: one.messages.missing,
        "safety messages translated": lambda one: f"{one.safety.translated} of {one.safety.all}",
        "… read by a second person": lambda one: f"{one.safety.reviewed} of {one.safety.all}",
        "answers translated": lambda one: f"{one.answers['translated']} of {one.answers['all']}",
        "… read by a second person too": lambda one: (
            f"{one.answers['reviewed']} of {one.answers['all']}"
        ),
        "offered to readers": lambda one: "yes" if one.is_offered else "no",
    }
    for name, value in rows.items():
        table.add_row(name, *(str(value(one)) for one in found))
    console = Console(file=where, highlight=False)
    console.print(table)
    for one in found:
        if one.lacks:
            console.print(f"{one.language}: {one.lacks}")


def _english(pot: Catalog) -> list[str]:
    ids = (message.id for message in pot if message.id)
    return [str(id_ if isinstance(id_, str) else id_[0]) for id_ in ids]


def _count(messages: Iterable[str], by_english: dict[str, Unit]) -> Count:
    every = list(messages)
    units = [by_english[message] for message in every if message in by_english]
    used = [unit for unit in units if unit.is_used]
    fuzzy = sum(unit.message.fuzzy for unit in units)
    reviewed = sum(review_of(unit.message) is not None for unit in used)
    return Count(len(every), len(used), fuzzy, len(every) - len(used) - fuzzy, reviewed)


def _answers(library: Library, by_english: dict[str, Unit]) -> dict[str, int]:
    used = {english for english, unit in by_english.items() if unit.is_used}
    entries = library.entries.values()
    texts = [{entry.question, entry.answer, entry.details} - {""} for entry in entries]
    return {"all": len(texts), "translated": sum(used.issuperset(parts) for parts in texts)}


def _lacks(ready: Readiness) -> str:
    parts = [f"{len(ready.waiting)} safety messages"] * bool(ready.waiting)
    answers = ready.needed - ready.answers
    parts += [f"{answers} answers"] * (answers > 0)
    return f"offered once {' and '.join(parts)} more are translated and reviewed."
