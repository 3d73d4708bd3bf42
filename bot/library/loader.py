"""From the files under responses/ to a Library, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import LibraryError, Problem
from bot.library import shape
from bot.library.blocks import read_blocks, read_text
from bot.library.checks import check
from bot.library.digest import parse_source
from bot.library.model import (
    STATUSES,
    TOPICS,
    Action,
    Contact,
    Entry,
    Figure,
    Library,
    Place,
    Source,
)

Item = TypeVar("Item", Entry, Source, Contact, Action, Figure)

ENTRY = {
    "id": shape.name,
    "topic": shape.one_of(*TOPICS),
    "risky_in_russia": shape.yes_or_no,
    "question": shape.text,
    "asked_as": shape.texts_by_language,
    "answer": shape.text,
    "details": shape.text,
    "sources": shape.texts,
    "related": shape.texts,
    "about": shape.text,
    "year": shape.whole_number,
    "reviewed": shape.partial_date,
}
CONTACT = {
    "id": shape.name,
    "organisation": shape.text,
    "kind": shape.one_of("telephone", "telegram", "web"),
    "value": shape.text,
    "status": shape.one_of(*STATUSES),
    "confirmed": shape.partial_date,
    "published": shape.texts,
    "documents": shape.texts,
    "audience": shape.text,
    "caution": shape.text,
    "risk": shape.text,
}
ACTION = {
    "id": shape.name,
    "title": shape.text,
    "text": shape.text,
    "place": shape.one_of("outside-russia"),
    "risk": shape.text,
    "sources": shape.texts,
}
FIGURE = {
    "id": shape.name,
    "value": shape.whole_number,
    "says": shape.text,
    "speaker": shape.text,
    "date": shape.partial_date,
    "source": shape.text,
}


@dataclass
class _Shelf:
    """Where items are put while files are read; notices an id that stands twice."""

    problems: list[Problem] = field(default_factory=list)

    def put(self, items: dict[str, Item], item: Item) -> None:
        if not item.id:
            return  # a problem already
        if item.id in items:
            first = items[item.id].place
            message = f"the id '{item.id}' stands in {first.file}:{first.line} too; choose another."
            self.problems.append(Problem(item.place.file, item.place.line, message))
        items[item.id] = item


def load(root: Path) -> Library:
    """Read and check everything under `root`/responses.

    Raises:
        LibraryError: with every problem found, each with its file and line.
    """
    shelf = _Shelf()
    library = Library(root, {}, {}, {}, {}, {})
    folder = root / "responses"
    for path in sorted((folder / "faq").glob("*.yml")):
        _read_list(shelf, root, path, ENTRY, _entry, library.entries)
    for path in sorted((folder / "sources").glob("*.md")):
        _read_source(shelf, root, path, library.sources)
    _read_list(shelf, root, folder / "contacts.yml", CONTACT, _contact, library.contacts)
    _read_list(shelf, root, folder / "actions.yml", ACTION, _action, library.actions)
    _read_list(shelf, root, folder / "figures.yml", FIGURE, _figure, library.figures)
    if not shelf.problems:
        shelf.problems.extend(check(library))
    if shelf.problems:
        raise LibraryError(shelf.problems)
    return library


_OPTIONAL = {
    "details",
    "related",
    "sources",
    "about",
    "year",
    "risk",
    "risky_in_russia",
    "confirmed",
}


def _read_list(
    shelf: _Shelf,
    root: Path,
    path: Path,
    readers: Mapping[str, shape.Reader],
    build: Callable[[dict[str, Any], Place], Item],
    items: dict[str, Item],
) -> None:
    file = path.relative_to(root).as_posix()
    required = set(readers) - _OPTIONAL
    for block in read_blocks(read_text(path, file, shelf.problems), file, shelf.problems):
        values = shape.read_fields(block, readers, required, shelf.problems)
        shelf.put(items, build(values, block.place))


def _entry(values: dict[str, Any], place: Place) -> Entry:
    return Entry(**values, place=place)


def _contact(values: dict[str, Any], place: Place) -> Contact:
    return Contact(**values, place=place)


def _action(values: dict[str, Any], place: Place) -> Action:
    where = values.pop("place")
    return Action(**values, where=where, place=place)


def _figure(values: dict[str, Any], place: Place) -> Figure:
    return Figure(**{**values, "value": values["value"] or 0}, place=place)


def _read_source(shelf: _Shelf, root: Path, path: Path, items: dict[str, Source]) -> None:
    file = path.relative_to(root).as_posix()
    source = parse_source(read_text(path, file, shelf.problems), file, shelf.problems)
    if source is None:
        return
    if source.id != path.stem:
        message = f"the id '{source.id}' must be the file's name, '{path.stem}'."
        shelf.problems.append(Problem(file, source.place.line, message))
    shelf.put(items, source)
