"""What each kind of block must hold, and the sentence shown when it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from babel import Locale, UnknownLocaleError

from bot.errors import Problem
from bot.library.blocks import Block, unwrap

Reader = Callable[[Any], Any]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ADDRESS = re.compile(r"https?://[^\s/]+\.\S+")
_WHOLE_NUMBER = re.compile(r"\d+(_\d+)*")
LONGEST_ID = 32
"""A button carries the id inside Telegram's 64 bytes of callback data, a vote's with 31 others."""


def text(value: Any) -> str:
    """Text, unwrapped; nothing at all is the empty text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError("must be text")
    return unwrap(value)


def name(value: Any) -> str:
    """An id: lower-case letters, digits and single hyphens, at most LONGEST_ID."""
    if not isinstance(value, str) or not _ID.fullmatch(value) or len(value) > LONGEST_ID:
        raise ValueError(f"must be a-z, 0-9 and single hyphens, at most {LONGEST_ID} characters")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError("must be a list in square brackets: [one, two]")
    return tuple(item.strip() for item in value)


def texts_by_language(value: Any) -> dict[str, tuple[str, ...]]:
    """A list of texts for each language code."""
    if not isinstance(value, dict):
        raise ValueError("must hold one list for each language: en: […], ru: […]")
    return {str(code): texts(items) for code, items in value.items()}


def whole_number(value: Any) -> int | None:
    """A whole number, or None where the field is left out."""
    if value is None:
        return None
    if not isinstance(value, str) or not _WHOLE_NUMBER.fullmatch(value):
        raise ValueError("must be a whole number in digits")
    return int(value)


def partial_date(value: Any) -> str:
    """A date 2017-04-01, 2017-04 or 2017, or the empty text."""
    if value is None:
        return ""
    if not isinstance(value, str) or not _DATE.fullmatch(value) or not is_day(value):
        raise ValueError("must be a date such as 2017-04-01, 2017-04 or 2017")
    return value


def full_date(value: Any) -> str:
    """A day, 2017-04-01, or the empty text."""
    if value is None:
        return ""
    if not isinstance(value, str) or not _FULL_DATE.fullmatch(value) or not is_day(value):
        raise ValueError("must be a full day such as 2017-04-01")
    return value


def address(value: Any) -> str:
    """A web address, or the empty text."""
    if value is None:
        return ""
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise ValueError("must be a web address that begins with https://")
    return value


def language(value: Any) -> str:
    """The code of a language that dates and numbers can be written in."""
    try:
        return str(Locale.parse(value))
    except (TypeError, ValueError, UnknownLocaleError) as error:
        raise ValueError("must be the code of a language: en, ru, uk") from error


def is_day(value: str) -> bool:
    """Whether the calendar has this day, the first one where month or day are left out."""
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def yes_or_no(value: Any) -> bool:
    """`true` or `false`; false where the field is left out."""
    if value not in (None, "true", "false"):
        raise ValueError("must be true or false")
    return bool(value == "true")


def one_of(*choices: str) -> Reader:
    """A reader that admits just these words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError("must be one of " + ", ".join(choices))
        return str(value)

    return read


def read_fields(
    block: Block, readers: Mapping[str, Reader], required: set[str], problems: list[Problem]
) -> dict[str, Any]:
    """The fields of a block, read; what is wrong goes to `problems`.

    Args:
        block: the block as typed.
        readers: for each admitted field what reads it; a reader raises ValueError with a phrase.
        required: fields that must hold something.
        problems: receives what is wrong.
    """
    known = list(readers)
    for field_name in block.fields:
        if field_name not in readers:
            near = get_close_matches(field_name, known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}."
            problems.append(_problem(block, field_name, f"unknown field '{field_name}'; {hint}"))
    values: dict[str, Any] = {}
    for field_name, reader in readers.items():
        if field_name in required and not block.fields.get(field_name):
            problems.append(_problem(block, field_name, f"'{field_name}' is missing; add it."))
        try:
            values[field_name] = reader(block.fields.get(field_name))
        except ValueError as error:
            if block.fields.get(field_name) is not None:
                problems.append(_problem(block, field_name, f"'{field_name}' {error}."))
            values[field_name] = ""
    return values


def _problem(block: Block, field_name: str, message: str) -> Problem:
    label = block.fields.get("id")
    prefix = f"{label}: " if isinstance(label, str) else ""
    return Problem(block.place.file, block.line(field_name), prefix + message)
