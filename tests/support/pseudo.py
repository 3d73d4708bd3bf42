"""The whole library in the pseudo-locale, and what in a shown text is not translated."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from shutil import copytree

from babel import Locale
from babel.units import format_unit

from bot.cli.pseudo import CODE, write_pseudo
from bot.library.live import Edition
from tests.support.content import ROOT

_TAG_OR_COMMAND = re.compile(r"<[^<>]*>|(?<![\w/])/[a-z_]+")
_LETTERS = re.compile(r"[A-Za-z]+")


def workspace(folder: Path) -> Path:
    """This repository's texts with the pseudo-locale beside Russian, in a new folder."""
    for name in ("responses", "domain.yml", "nlu"):
        (folder / name).symlink_to(ROOT / name)
    copytree(ROOT / "locales", folder / "locales")
    write_pseudo(ROOT, folder / "locales")
    return folder


def escaped(text: str, same: re.Pattern[str]) -> list[str]:
    """The runs of letters in a shown text, plain or HTML, that nobody translated.

    Args:
        text: as it is shown.
        same: what is the same in every language, or comes from Unicode's CLDR.
    """
    return _LETTERS.findall(same.sub(" ", unescape(_TAG_OR_COMMAND.sub(" ", text))))


def same_everywhere(edition: Edition) -> re.Pattern[str]:
    """Authors, contacts' addresses, languages in their own names, and CLDR's words for dates."""
    library = edition.library
    names = {source.author for source in library.sources.values()}
    names |= {contact.value for contact in library.contacts.values()}
    names |= set(map(edition.languages.own_name, edition.languages.codes))
    months = Locale.parse(CODE).months
    names |= {month for form in months for month in months[form]["wide"].values()}
    names |= {format_unit(2, f"duration-{unit}", locale=CODE)[2:] for unit in ("hour", "day")}
    names |= {"kaj"}
    alternatives = "|".join(map(re.escape, sorted(names - {""}, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
