"""What a digest says of a document: found in it, typed as options, or asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.cli.sources.document import Document, DocumentError, language_of
from bot.languages import SOURCE_LANGUAGE
from bot.library import shape
from bot.library.digest import SOURCE
from bot.transliteration import to_latin

Ask = Callable[[str, str], str]
"""Asks a person: question, what is proposed → what was typed."""

NOTHING = "-"
"""What a person types to leave out what is proposed."""

RUN = 12
"""Words in a row that nobody hits upon by chance."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Question:
    """One detail: its name in a digest, and how a person is asked for it."""

    name: str
    prompt: str
    is_needed: bool


QUESTIONS = (
    Question("language", "Language of the document, en or ru (язык документа)", True),
    Question("publisher", "Publisher, in English (кто опубликовал, по-английски)", True),
    Question("title", "Title, in English (заголовок, по-английски)", True),
    Question("author", "Author, only if publicly known (автор, только публичный)", False),
    Question("date", "Date, 2017-04-01, 2017-04 or 2017 (дата)", False),
    Question(
        "date_basis",
        "Does the document state the date: stated, or inferred (дата указана в документе или "
        "выведена)",
        True,
    ),
    Question(
        "date_note", "How is the date known, in English (откуда известна дата, по-английски)", True
    ),
    Question("address", "Address, https://… (адрес)", False),
    Question("id", "Id of the source (имя источника)", True),
    Question(
        "summary",
        "First paragraph in your own words, in English; empty: write it later "
        "(первый абзац своими словами, по-английски; пусто — потом)",
        False,
    ),
)


def settle(
    found: Document,
    given: Mapping[str, str],
    taken: Collection[str],
    ask: Ask | None,
) -> dict[str, str]:
    """Every detail, by its name.

    Args:
        found: what the document says of itself.
        given: what was typed as options, and the address where it is known.
        taken: ids that there are already.
        ask: asks for the others; without it, what is found counts, and all that lacks is named.

    Raises:
        DocumentError: names everything that is missing or cannot be used.
    """
    values: dict[str, str] = {}
    faults: list[str] = []
    for question in QUESTIONS:
        if question.name == "date_note" and values.get("date_basis") == "stated":
            values["date_note"] = ""
            continue
        try:
            values[question.name] = _value(question, found, given, values, taken, ask)
        except ValueError as error:
            faults.append(f"--{question.name.replace('_', '-')} {error}")
            values[question.name] = ""
    if faults:
        raise DocumentError("these details are to be mended: " + "; ".join(faults) + ".")
    return values


def _value(
    question: Question,
    found: Document,
    given: Mapping[str, str],
    values: Mapping[str, str],
    taken: Collection[str],
    ask: Ask | None,
) -> str:
    name = question.name
    if name in given:
        return _checked(question, given[name], found, taken)
    proposed = _proposed(name, found, values, taken)
    if ask is None:
        # A file names its author without being asked, and that may be a private person.
        return _checked(question, "" if name == "author" else proposed, found, taken)
    fault = ""
    while True:
        typed = ask(f"{fault}{question.prompt}", proposed).strip()
        try:
            return _checked(question, "" if typed == NOTHING else typed, found, taken)
        except ValueError as error:
            fault = f"{name} {error}.\n"


def _proposed(name: str, found: Document, values: Mapping[str, str], taken: Collection[str]) -> str:
    if name == "language":
        return found.language or language_of(found.paragraphs)
    if name == "title" and values.get("language") != SOURCE_LANGUAGE:
        return ""
    if name == "date_basis":
        return (
            ""
            if not values.get("date") or values["date"] != found.date
            else ("inferred" if found.date_note else "stated")
        )
    if name == "date_note":
        return found.date_note if values.get("date") == found.date else ""
    if name == "id":
        return _suggested(values.get("publisher", ""), values.get("date", ""), taken)
    return str(getattr(found, name, ""))


def _checked(question: Question, typed: str, found: Document, taken: Collection[str]) -> str:
    """What was typed, as it goes into the digest.

    Raises:
        ValueError: a phrase that says what is wrong.
    """
    name = question.name
    if not typed:
        if question.is_needed:
            raise ValueError("is missing")
        return ""
    if name == "language" and not _LANGUAGE.fullmatch(typed):
        raise ValueError("must be a code such as en or ru")
    if name == "summary":
        return _own_words(typed, found)
    value: Any = SOURCE[name](typed)
    if name == "id" and value in taken:
        raise ValueError(
            f"'{value}' is taken; choose another, or add --attach to keep its full text"
        )
    return str(value)


def _own_words(typed: str, found: Document) -> str:
    document = " ".join(re.findall(r"\w+", " ".join(found.paragraphs).lower()))
    said = re.findall(r"\w+", typed.lower())
    runs = (" ".join(said[n : n + RUN]) for n in range(len(said) - RUN + 1))
    if any(run in document for run in runs):
        raise ValueError("stands word for word in the document; say it in your own words")
    if "{" in typed or "}" in typed or typed.lstrip().startswith("#"):
        raise ValueError("must be a sentence without braces and without # at its beginning")
    return shape.text(typed)


def _suggested(publisher: str, date: str, taken: Collection[str]) -> str:
    latin = (to_latin(publisher) or [""])[0] if not publisher.isascii() else publisher.lower()
    name = "".join(re.findall(r"[a-z0-9]+", latin))[:18]
    base = "-".join(filter(None, (name, date[:7]))) or "document"
    return next(i for i in _numbered(base) if i not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
