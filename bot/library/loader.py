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
    "reviewed": shape.full_date,
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
class Shelf:
    """What could be read of a library: the items without a fault of their own.

    Attributes:
        library: these items.
        problems: what is wrong, an id that stands twice too.
        incomplete: the kinds ("entry", "source", …) of which something could not be read, so that
            nobody can say whether an id exists.
    """

    library: Library
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)

    def put(self, items: dict[str, Item], item: Item) -> None:
        """Put an item beside the others of its kind."""
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
    shelf = read(root)
    if shelf.problems:
        raise LibraryError(shelf.problems)
    return shelf.library


def read(root: Path) -> Shelf:
    """What can be read under `root`/responses, with every problem found, also between items."""
    library = Library(root, {}, {}, {}, {}, {})
    shelf = Shelf(library)
    folder = root / "responses"
    for path in sorted((folder / "faq").glob("*.yml")):
        _read_list(shelf, path, "entry", ENTRY, _entry, library.entries)
    for path in sorted((folder / "sources").glob("*.md")):
        _read_source(shelf, path, library.sources)
    _read_list(shelf, folder / "contacts.yml", "contact", CONTACT, _contact, library.contacts)
    _read_list(shelf, folder / "actions.yml", "action", ACTION, _action, library.actions)
    _read_list(shelf, folder / "figures.yml", "figure", FIGURE, _figure, library.figures)
    shelf.problems.extend(check(library, shelf.incomplete))
    return shelf


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
    shelf: Shelf,
    path: Path,
    kind: str,
    readers: Mapping[str, shape.Reader],
    build: Callable[[dict[str, Any], Place], Item],
    items: dict[str, Item],
) -> None:
    file = path.relative_to(shelf.library.root).as_posix()
    required = set(readers) - _OPTIONAL
    faults: list[Problem] = []
    blocks = read_blocks(read_text(path, file, faults), file, faults)
    if not blocks and not faults and kind == "entry":
        faults.append(Problem(file, 0, "is empty; write an entry into it or delete the file."))
    for block in blocks:
        before = len(faults)
        values = shape.read_fields(block, readers, required, faults)
        if len(faults) == before:
            shelf.put(items, build(values, block.place))
    if faults:
        shelf.incomplete.add(kind)
        shelf.problems += faults


def _entry(values: dict[str, Any], place: Place) -> Entry:
    return Entry(**values, place=place)


def _contact(values: dict[str, Any], place: Place) -> Contact:
    return Contact(**values, place=place)


def _action(values: dict[str, Any], place: Place) -> Action:
    where = values.pop("place")
    return Action(**values, where=where, place=place)


def _figure(values: dict[str, Any], place: Place) -> Figure:
    return Figure(**values, place=place)


def _read_source(shelf: Shelf, path: Path, items: dict[str, Source]) -> None:
    file = path.relative_to(shelf.library.root).as_posix()
    faults: list[Problem] = []
    text = read_text(path, file, faults)
    source = None if faults else parse_source(text, file, faults)
    if source and source.id and source.id != path.stem:
        message = f"the id '{source.id}' must be the file's name, '{path.stem}'."
        faults.append(Problem(file, source.place.of("id").line, message))
    if source and not faults:
        shelf.put(items, source)
    if faults:
        shelf.incomplete.add("source")
        shelf.problems += faults
