"""A pseudo-locale: every message accented, bracketed and longer, so that whatever shows without
accents has escaped translation, and whatever is cut off shows."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from bot.cli.locales.pofile import written
from bot.cli.locales.template import template
from bot.errors import RyadomError
from bot.languages import DAY, MONTH

CODE = "eo"
"""Telegram, Rasa and Babel know it (Esperanto), and no translation into it is planned."""

REVIEWED = "reviewed-by: nobody, this is generated, 2000-01-01"

_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|(?<![\w/])/[a-z_]+)")
_LETTER = re.compile(r"[A-Za-z]")
_ITEM = "- "
_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÁƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽáƀçđéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž",
)
_VOWEL = re.compile(r"([aeiouAEIOU])")


def accented(message: str) -> str:
    """A message as the pseudo-locale shows it: each line in brackets, placeholders, tags and
    commands as they are, about a third longer."""
    if message in (DAY, MONTH):
        return f"⟦{message}⟧"  # its letters are fields
    return "\n".join(map(_line, message.split("\n")))


def _line(line: str) -> str:
    item, text = (_ITEM, line[2:]) if line.startswith(_ITEM) else ("", line)
    parts = _KEPT.split(text)
    if not any(map(_LETTER.search, parts[::2])):
        return line
    parts[::2] = [_VOWEL.sub(r"\1\1", part).translate(_ACCENTED) for part in parts[::2]]
    return f"{item}⟦{''.join(parts)}⟧"


def pseudo_catalog(root: Path) -> Catalog:
    """Everything there is to translate, translated and reviewed.

    Raises:
        LibraryError: a file is not right.
    """
    catalog = template(root)
    catalog.locale = CODE
    for message in catalog:
        if message.id:
            message.string = _translation(message)
            message.user_comments = [REVIEWED]
    return catalog


def _translation(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return accented(message.id)
    return tuple(map(accented, message.id))


def write_pseudo(root: Path, folder: Path) -> Path:
    """Write the pseudo-locale as a language of `folder`; the PO file.

    Raises:
        LibraryError: a file is not right; nothing is written.
        RyadomError: `folder` is a file, or may not be written to.
    """
    text = written(pseudo_catalog(root))
    path = folder / CODE / "LC_MESSAGES" / "messages.po"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RyadomError(f"{folder}: no folder can be made there; name another.") from error
    path.write_text(text, "utf-8")
    return path
