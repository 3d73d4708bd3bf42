"""Where full texts are kept, outside the repository, and the digest that goes with each."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap

from bot.cli.sources.document import Document, DocumentError
from bot.errors import LibraryError, Problem
from bot.library.digest import parse_source
from bot.library.editorial.screen import Screen
from bot.library.extracts import numbered
from bot.library.model import Source
from bot.library.shape import name as check_id
from bot.settings import Settings

HEADER = (
    "publisher",
    "author",
    "title",
    "date",
    "date_basis",
    "date_note",
    "address",
    "address_note",
    "language",
)
_BARE = ("date", "date_basis", "address", "language")


@dataclass(frozen=True)
class Kept:
    """A full text that is kept: how many paragraphs, and how many of them readers may get."""

    id: str
    paragraphs: int
    offered: int
    has_digest: bool


def put(settings: Settings, source_id: str, document: Document, digest: str | None) -> None:
    """Keep a full text and, unless there is one, write its digest: both or neither.

    Raises:
        DocumentError: they cannot be written.
    """
    text = full_text_path(settings, source_id)
    try:
        before = text.read_bytes() if text.exists() else None
        _write(text, "\n\n".join(document.paragraphs) + "\n")
        try:
            if digest is not None:
                _write(digest_path(settings, source_id), digest)
        except OSError:
            if before is None:
                text.unlink()
            else:
                text.write_bytes(before)
            raise
    except OSError as error:
        raise DocumentError(f"{source_id}: cannot be written ({error.strerror}).") from error


def remove(settings: Settings, source_id: str) -> None:
    """Let a full text go; the digest stays.

    Raises:
        DocumentError: there is none.
    """
    path = full_text_path(settings, source_id)
    if not path.is_file():
        raise DocumentError(f"{source_id}: no full text is kept; 'ryadom sources list' names them.")
    path.unlink()


def kept(settings: Settings) -> list[Kept]:
    """Every full text, by id.

    Raises:
        LibraryError: the volunteers' lists are not right.
    """
    paths = sorted(settings.documents.glob("*.txt"))
    if not paths:
        return []
    sources = digests(settings)
    found = []
    for path in paths:
        paragraphs = [p for _, p in numbered(path.read_text("utf-8", errors="replace"))]
        source = sources.get(path.stem)
        broken = (
            rules(settings, paragraphs, source.language) if source else [{""}] * len(paragraphs)
        )
        offered = sum(not names for names in broken)
        found.append(Kept(path.stem, len(paragraphs), offered, source is not None))
    return found


def rules(settings: Settings, paragraphs: list[str], language: str) -> list[set[str]]:
    """For each paragraph the rules that keep it from being offered.

    Raises:
        LibraryError: the volunteers' lists are not right.
    """
    problems: list[Problem] = []
    screen = Screen.read(settings.root, problems)
    if problems:
        raise LibraryError(problems)
    return [screen.broken(paragraph, language) for paragraph in paragraphs]


def digest_of(details: Mapping[str, str], today: date) -> str:
    """A digest as a volunteer would begin it. Without a summary its first paragraph is empty,
    which every check refuses until somebody has written it."""
    lines = ["---", f"id: {details['id']}"]
    for name in HEADER:
        value = details.get(name, "")
        quoted = value if name in _BARE else json.dumps(value, ensure_ascii=False)
        lines.append(f"{name}: {quoted if value else 'null'}")
    lines += [f"checked: {today.isoformat()}", "---", "", "## p1", ""]
    return "\n".join([*lines, *wrap(details.get("summary", ""), 98)]).rstrip() + "\n"


def digests(settings: Settings) -> dict[str, Source]:
    """The digests that can be read; the checks name the others."""
    found = {}
    for path in sorted((settings.responses / "sources").glob("*.md")):
        with suppress(OSError, UnicodeDecodeError):
            source = parse_source(path.read_text("utf-8"), path.name, [])
            if source:
                found[path.stem] = source
    return found


def full_text_path(settings: Settings, source_id: str) -> Path:
    """Where a document's full text is kept.

    Raises:
        DocumentError: this is no id.
    """
    try:
        return settings.documents / f"{check_id(source_id)}.txt"
    except ValueError as error:
        raise DocumentError(f"an id {error}.") from error


def digest_path(settings: Settings, source_id: str) -> Path:
    """Where a source's digest stands."""
    return settings.responses / "sources" / f"{source_id}.md"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
