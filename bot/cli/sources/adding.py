"""`ryadom sources add`: from a file or an address to a full text that is kept, and a digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.cli.sources.details import Ask, settle
from bot.cli.sources.document import Document, DocumentError
from bot.cli.sources.fetching import Fetched
from bot.cli.sources.reading import read, read_file
from bot.cli.sources.shelf import (
    digest_of,
    digest_path,
    digests,
    full_text_path,
    put,
    rules,
)
from bot.errors import LibraryError, Problem
from bot.library.digest import parse_source
from bot.settings import Settings

Fetch = Callable[[str], Fetched]


@dataclass(frozen=True)
class Added:
    """What was added.

    Attributes:
        paragraphs: how many were found.
        kept_back: rule → how many paragraphs it keeps from being offered.
        offered: how many readers may get.
        digest: the digest that was written, None where there was one.
        is_finished: whether the digest has its first paragraph.
    """

    id: str
    paragraphs: int
    kept_back: dict[str, int]
    offered: int
    digest: str | None
    is_finished: bool


def add(
    settings: Settings,
    where: str,
    given: Mapping[str, str],
    *,
    fetch: Fetch,
    ask: Ask | None,
    today: date,
) -> Added:
    """Read a document, keep its text, and write its digest.

    Args:
        settings: say where.
        where: a file, or an address that begins with https://.
        given: details typed as options.
        fetch: fetches an address.
        ask: asks for the other details.
        today: the day on which somebody has looked at the document.

    Raises:
        DocumentError: it cannot be taken; nothing was written.
        LibraryError: the volunteers' lists are not right.
    """
    document, known = _document(where, fetch)
    sources = digests(settings)
    address = given.get("address") or known.get("address")
    for source in sources.values():
        if address and source.address.rstrip("/") == address.rstrip("/"):
            raise DocumentError(
                f"this address is that of '{source.id}' already; add --attach {source.id} to keep "
                "its full text."
            )
    details = settle(document, {**known, **given}, [*sources, *_stems(settings)], ask)
    text = digest_of(details, today)
    _require_readable(text, details["id"], bool(details["summary"]))
    kept_back = rules(settings, list(document.paragraphs), details["language"])
    put(settings, details["id"], document, text)
    return _added(settings, details["id"], kept_back, text, bool(details["summary"]))


def attach(settings: Settings, where: str, source_id: str, *, fetch: Fetch) -> Added:
    """Keep the full text of a document whose digest is there.

    Raises:
        DocumentError: it cannot be taken, or there is no such digest.
        LibraryError: the volunteers' lists are not right.
    """
    full_text_path(settings, source_id)
    source = digests(settings).get(source_id)
    if source is None:
        raise DocumentError(f"{source_id}: there is no such source; leave out --attach to add it.")
    document, _ = _document(where, fetch)
    kept_back = rules(settings, list(document.paragraphs), source.language)
    put(settings, source_id, document, None)
    return _added(settings, source_id, kept_back, None, True)


def is_address(where: str) -> bool:
    """Whether this names something on the web, not a file."""
    return "://" in where


def _document(where: str, fetch: Fetch) -> tuple[Document, dict[str, str]]:
    if not is_address(where):
        return read_file(Path(where)), {}
    fetched = fetch(where)
    try:
        return read(fetched.content, fetched.encoding, fetched.address), {"address": where}
    except DocumentError as error:
        raise DocumentError(f"{where}: {error}") from error


def _stems(settings: Settings) -> list[str]:
    folders = (settings.responses / "sources", settings.documents)
    return [path.stem for folder in folders for path in folder.glob("*")]


def _require_readable(text: str, source_id: str, is_finished: bool) -> None:
    """Whether the digest holds what its checks ask for, but for an empty first paragraph."""
    problems: list[Problem] = []
    parse_source(text, f"responses/sources/{source_id}.md", problems)
    if len(problems) > (not is_finished):
        raise LibraryError(problems)


def _added(
    settings: Settings, source_id: str, broken: list[set[str]], digest: str | None, finished: bool
) -> Added:
    counted = Counter(rule for names in broken for rule in names)
    path = digest_path(settings, source_id).relative_to(settings.root).as_posix()
    return Added(
        source_id,
        len(broken),
        dict(counted.most_common()),
        sum(not names for names in broken),
        path if digest is not None else None,
        finished,
    )
