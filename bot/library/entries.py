"""What must hold of one entry by itself, and of its languages."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator

from bot.errors import Problem
from bot.languages import FIRST_LANGUAGES
from bot.library.model import Entry, Library

LONGEST_QUESTION = 90
"""Characters; a question is the text of a button, and Telegram cuts longer ones."""

Fault = tuple[str, str]
"""The field that it is about, and the sentence."""


def faults_of_entry(entry: Entry) -> Iterator[Fault]:
    """What is wrong with an entry, whatever else the library holds."""
    for sentence in faults_of_question(entry.question):
        yield "question", sentence
    if bool(entry.about) != bool(entry.year):
        yield (
            "about" if entry.about else "year",
            "'about' and 'year' go together; add the other one.",
        )
    if entry.topic not in ("safety", "about") and not entry.sources:
        yield "sources", "no source is cited; add at least one."
    if entry.id in entry.related:
        yield "related", "an entry is not related to itself; drop it."
    for field, items in (("sources", entry.sources), ("related", entry.related)):
        for item, count in Counter(items).items():
            if count > 1:
                yield field, f"'{item}' stands in '{field}' twice; keep one."


def faults_of_question(question: str) -> Iterator[str]:
    """Why a text cannot be a question: it is shown on a button as it stands, in English."""
    if len(question) > LONGEST_QUESTION:
        yield f"the question is longer than {LONGEST_QUESTION} characters; shorten it."
    if "{" in question or "}" in question:
        yield "nothing in braces is filled in in a question; write it out."
    foreign = [word for word in question.split() if not all(map(_is_english, word))]
    if foreign:
        yield f"the question is not in English here: “{' '.join(foreign)}”; write it in English."


def check_languages(library: Library, languages: Collection[str]) -> Iterator[Problem]:
    """Ways of asking in languages that the project does not have.

    Args:
        library: what could be read.
        languages: the codes of those that it has.
    """
    known = sorted({*languages, *FIRST_LANGUAGES})
    for entry in library.entries.values():
        for code in entry.asked_as:
            if code not in known:
                place = entry.place.of("asked_as")
                message = (
                    f"{entry.id}: there is no language '{code}' in locales/; there are "
                    f"{', '.join(known)}."
                )
                yield Problem(place.file, place.line, message)


def _is_english(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith("LATIN")
