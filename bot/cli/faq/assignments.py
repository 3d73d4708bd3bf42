"""What is typed with a command: fields with their values, ways of asking with their language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from bot.errors import RyadomError
from bot.library.loader import ENTRY

LISTS = ("sources", "related")

Read = TypeVar("Read")


def assignment(typed: str) -> tuple[str, object]:
    """The field and the value of `reviewed=2026-11-20`; lists have commas between their items.

    Raises:
        RyadomError: it is not of this form, or the field is not set so.
    """
    name, sign, value = (part.strip() for part in typed.partition("="))
    if not sign:
        raise RyadomError(f"'{typed}' must be of the form field=value, reviewed=2026-11-20.")
    if name == "id":
        raise RyadomError("an id never changes, since links and votes lead to it.")
    if name == "asked_as":
        raise RyadomError('ways of asking are added by --add-way ru="…".')
    if name not in ENTRY:
        near = get_close_matches(name, list(ENTRY), 1)
        hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(ENTRY)}."
        raise RyadomError(f"unknown field '{name}'; {hint}")
    if name in LISTS:
        return name, [item.strip() for item in value.split(",") if item.strip()]
    return name, "" if (name, value) == ("risky_in_russia", "false") else value


def way(typed: str) -> tuple[str, str]:
    """The language and the words of `ru=сколько дождя`.

    Raises:
        RyadomError: it is not of this form.
    """
    language, sign, words = (part.strip() for part in typed.partition("="))
    if not sign or not language.isalpha() or not words.strip('"'):
        raise RyadomError(f"'{typed}' must be of the form language=words, ru=\"горячая линия\".")
    return language, words.strip('"')


def each(read: Callable[[str], Read], typed: Sequence[str], faults: list[str]) -> list[Read]:
    """What could be read of all that was typed; the sentences about the rest go to `faults`."""
    found = []
    for text in typed:
        try:
            found.append(read(text))
        except RyadomError as error:
            faults.append(str(error))
    return found


def refuse(faults: Sequence[str]) -> None:
    """Stop if anything is wrong.

    Raises:
        RyadomError: with every sentence, a line each.
    """
    if faults:
        raise RyadomError("\n".join(faults))
