"""The PO files brought up to the texts they translate, and whether that was forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from bot.cli.locales.pofile import language_of, po_files, read, write_files, written
from bot.cli.locales.template import EXTRACT_COMMAND, POT, extract, template
from bot.reviews import is_review

UPDATE_COMMAND = "make strings"
_NAMED = 3
_MUCH = 0.1
_Content = dict[str, tuple[object, ...]]


class Staleness(NamedTuple):
    """A file that is not up to the texts.

    Attributes:
        file: its path relative to the root.
        sentence: what is wrong, with the command that mends it.
        has_lost: whether so many messages are missing that they may have been lost.
    """

    file: str
    sentence: str
    has_lost: bool = False

    def __str__(self) -> str:
        return f"{self.file}{':' if self.has_lost else ''} {self.sentence}"


def update(root: Path) -> list[str]:
    """Write the template and bring every PO file up to it; the files that changed.

    What has a new English text becomes fuzzy and loses its review, since nobody has read the two
    together.

    Raises:
        LibraryError: a file is not right; nothing is written.
    """
    pot = template(root)
    texts = {POT.as_posix(): written(pot)}
    for path in po_files(root):
        texts[path.relative_to(root).as_posix()] = written(_updated(read(path, root), pot))
    return write_files(root, texts)


def write_template(root: Path) -> list[str]:
    """Write the template alone; its name if it changed."""
    return write_files(root, {POT.as_posix(): extract(root)})


def stale_template(root: Path) -> list[str]:
    """That the template is older than the texts, with the command that mends it."""
    path, current = root / POT, extract(root)
    if path.is_file() and path.read_text("utf-8") == current:
        return []
    return [f"{POT.as_posix()} is older than the texts it is made of; run '{EXTRACT_COMMAND}'."]


def stale(root: Path) -> list[str]:
    """`staleness` in words: each file, and what is wrong with it."""
    return [str(fault) for fault in staleness(root)]


def staleness(root: Path) -> list[Staleness]:
    """What `update` has to bring up to the texts, with the command that does it: the template, or
    where that is right each PO file; and PO files that have lost much, in any case.

    How a PO editor breaks lines makes no difference, only messages and what is said of them.
    """
    pot = template(root)
    path = root / POT
    wanted = _content(pot)
    files = [_of_file(path, root, wanted) for path in po_files(root)]
    if not path.is_file() or path.read_text("utf-8") != written(pot):  # then all of them are
        sentence = f"is older than the texts it is made of; run '{UPDATE_COMMAND}'."
        files = [fault for fault in files if fault and fault.has_lost]
        return [Staleness(POT.as_posix(), sentence), *filter(None, files)]
    return list(filter(None, files))


def missing(root: Path) -> dict[str, list[str]]:
    """For each language the English messages that have no finished translation."""
    ids = [_english(m) for m in template(root) if m.id]
    found: dict[str, list[str]] = {}
    for path in po_files(root):
        done = {_english(m) for m in read(path, root) if m.id and m.string and not m.fuzzy}
        found[language_of(path)] = [message for message in ids if message not in done]
    return found


def _of_file(path: Path, root: Path, wanted: _Content) -> Staleness | None:
    present = _content(read(path, root))
    lacking = [text for text in wanted if present.get(text) != wanted[text]]
    gone = [text for text in present if text not in wanted]
    lost = sum(text not in present for text in wanted)
    name = path.relative_to(root).as_posix()
    if lost > len(wanted) * _MUCH:
        return Staleness(
            name,
            f"{lost} of {len(wanted)} messages are missing: if the file was cut off or emptied, "
            f"restore it with git; else run '{UPDATE_COMMAND}'.",
            has_lost=True,
        )
    if lacking or gone:
        differing = _differing(lacking, gone)
        return Staleness(name, f"is older than the texts: {differing}; run '{UPDATE_COMMAND}'.")
    return None


def _updated(catalog: Catalog, pot: Catalog) -> Catalog:
    catalog.update(pot, no_fuzzy_matching=False, update_header_comment=False)
    for message in catalog:
        if message.fuzzy:
            message.user_comments = [c for c in message.user_comments if not is_review(c)]
    return catalog


def _content(catalog: Catalog) -> _Content:
    """Each English message with what a PO file takes over from the template."""
    return {
        _english(message): (
            message.id,
            tuple(" ".join(message.auto_comments).split()),
            frozenset(file for file, _ in message.locations),
        )
        for message in catalog
        if message.id
    }


def _english(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _differing(lacking: list[str], gone: list[str]) -> str:
    parts = [f"{len(lacking)} messages to bring in"] * bool(lacking)
    parts += [f"{len(gone)} to take out"] * bool(gone)
    shown = ", ".join(f"“{text[:30]}…”" for text in (*lacking, *gone)[:_NAMED])
    return f"{' and '.join(parts)} ({shown})"
