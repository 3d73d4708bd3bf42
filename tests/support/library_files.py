"""A small library of invented texts, written into a folder as volunteers and translators would."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

RAIN = """\
- id: rain-2001
  topic: numbers
  question: How much rain fell in 2001?
  asked_as:
    en: [rain, how much rain, rainfall, rain in 2001, wet year]
    ru: [дождь, сколько дождя, осадки, дождь 2001, мокрый год]
  answer: |
    On {date:2001-05-04} it was
    {figure:rain-2001} drops.

    - by the {source:gazette-2001}
    - by hand

    {contact:weather-line}
  details: |
    It was very wet.
  sources: [gazette-2001#p1]
  related: [umbrellas]
  about: rain
  year: 2001
  reviewed: 2026-11-20
"""
UMBRELLAS = """\
- id: umbrellas
  topic: about
  question: Where are the umbrellas?
  asked_as:
    en: [umbrella, umbrellas, where are umbrellas, lost umbrella, find umbrella]
    ru: [зонт, зонты, где зонты, потерян зонт, найти зонт]
  answer: By the door.
  sources: []
  reviewed: 2026-11-21
"""
GAZETTE = """\
---
id: gazette-2001
publisher: The Weather Gazette
author: A. Cloud
title: It rained
date: 2001-05-04
date_basis: inferred
date_note: It stands beside the calendar of May 2001.
address: https://gazette.example/rain?a=1&b=2
address_note: A copy.
language: en
checked: 2026-11-20
---

## p1

The gazette counted {figure:rain-2001} drops
on {date:2001-05-04}.

Correction: It may have been hail.

## p2 (violence)

It hailed.
"""
CONTACTS = """\
- id: weather-line
  organisation: Weather Office
  kind: telephone
  value: "+00 1 234 5678"
  status: unverified
  published: [2001, 2003]
  documents: [gazette-2001#p1]
  audience: Anyone who is wet.
  caution: Others hear it.
  risk: The call is heard.
"""
ACTIONS = """\
- id: lend
  title: Lend an umbrella
  text: Ask first.
  place: outside-russia
  risk: It may be lost.
  sources: [gazette-2001]
"""
FIGURES = """\
- id: rain-2001
  value: 52000
  says: drops counted
  speaker: The Weather Gazette
  date: 2001-05
  source: gazette-2001#p1
"""
DOMAIN = """\
version: "3.1"
responses:
  utter_start:
  - text: |
      Hello. Topics are kept for {hours},
      languages for {days}.
    buttons:
    - title: Umbrellas
      payload: /show{"entry":"umbrellas"}
  utter_default:
  - text: Something failed, and it was not your fault.
"""
RUSSIAN = {
    "d MMMM y": "d MMMM y 'года'",
    "LLLL y": "LLLL y 'года'",
    "Where are the umbrellas?": "Где зонты?",
    "By the door.": "У двери.",
    "Something failed, and it was not your fault.": "Что-то не так, и дело здесь не в вас самих.",
}
FILES = {
    "responses/faq/rain.yml": RAIN,
    "responses/faq/umbrellas.yml": UMBRELLAS,
    "responses/sources/gazette-2001.md": GAZETTE,
    "responses/contacts.yml": CONTACTS,
    "responses/actions.yml": ACTIONS,
    "responses/figures.yml": FIGURES,
    "domain.yml": DOMAIN,
}
PO_PATH = "locales/ru/LC_MESSAGES/messages.po"


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write files, by their path below a folder; the folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def write_library(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the whole small library in two languages, some of its files changed; its root."""
    return write(root, {**FILES, PO_PATH: po(RUSSIAN), **(changes or {})})


def po(
    messages: Mapping[str, str],
    fuzzy: Collection[str] = frozenset(),
    reviewed: Mapping[str, str] | None = None,
    language: str = "ru",
) -> str:
    """The text of a PO file with these messages.

    Args:
        messages: English → translation.
        fuzzy: the English of those that are fuzzy.
        reviewed: English → what the translators' comment says of who has reviewed it.
        language: its code.
    """
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    parts = [header]
    for message, translation in messages.items():
        comment = f"# {reviewed[message]}\n" if reviewed and message in reviewed else ""
        mark = "#, fuzzy\n" if message in fuzzy else ""
        parts.append(f"{comment}{mark}msgid {_quoted(message)}\nmsgstr {_quoted(translation)}\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
