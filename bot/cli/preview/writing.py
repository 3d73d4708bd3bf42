"""Makes the page and writes it, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from bot.cli.preview.article import Section
from bot.cli.preview.entries import entry_sections
from bot.cli.preview.own_replies import own_sections
from bot.cli.preview.page import page
from bot.cli.preview.records import record_sections
from bot.cli.preview.side import Side
from bot.cli.preview.targets import targets
from bot.errors import RyadomError
from bot.languages import Languages
from bot.library.live import Edition
from bot.settings import Settings

FILE = Path("var") / "preview.html"


class PreviewError(RyadomError):
    """What is to be shown does not exist, or the page cannot be written."""


def preview(settings: Settings, item: str | None = None, language: str | None = None) -> str:
    """The page as HTML.

    Args:
        settings: of this copy; the root is read.
        item: the id of the one entry, reply, contact, action or source to be shown.
        language: the one language to be shown, as a proof sheet; without it all languages.

    Raises:
        LibraryError: with every problem found in the files.
        PreviewError: there is no such item or language.
    """
    edition = Edition.read(settings.root)
    # Those too that readers are not offered yet.
    edition = replace(edition, languages=Languages.read(settings.locales))
    is_proof = language is not None
    leading = frozenset() if item else targets(edition)
    codes = _codes(edition, language)
    sides = [Side.of(edition, code, settings, is_proof, leading) for code in codes]
    sections = list(_sections(sides, settings))
    if item is not None:
        sections = _only(item, sections)
    return page(sections, sides, is_proof, is_whole=item is None)


def write(html: str, file: Path) -> None:
    """Write the page; what stood there before stays until it is complete.

    Raises:
        PreviewError: it cannot be written there.
    """
    unfinished = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(html, "utf-8")
        os.replace(unfinished, file)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise PreviewError(
            f"{file}: the page cannot be written there ({reason}); name another file with --output."
        ) from error


def _codes(edition: Edition, language: str | None) -> Sequence[str]:
    codes = tuple(edition.languages.catalogs)
    if language is None:
        return codes
    if language not in codes:
        known = ", ".join(codes)
        raise PreviewError(
            f"locales/{language}: there is no such language with a PO file; there are: {known}."
        )
    return [language]


def _sections(sides: Sequence[Side], settings: Settings) -> Iterator[Section]:
    yield from own_sections(sides, settings)
    yield from entry_sections(sides)
    yield from record_sections(sides)


def _only(item: str, sections: Sequence[Section]) -> list[Section]:
    """The sections with nothing but the items of this id."""
    found = [
        replace(section, articles=[a for a in section.articles if a.name == item])
        for section in sections
    ]
    if not any(section.articles for section in found):
        names = [article.name for section in sections for article in section.articles]
        near = get_close_matches(item, names, 1)
        hint = f"did you mean '{near[0]}'?" if near else "run it without --id to see all of them."
        raise PreviewError(f"nothing has the id '{item}'; {hint}")
    return [section for section in found if section.articles]
