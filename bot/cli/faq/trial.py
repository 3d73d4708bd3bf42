"""The library as it would be with a changed file: looked through before anything is written."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import copymode

from bot.cli.faq.document import Document
from bot.errors import LibraryError, Problem, RyadomError
from bot.library.editorial.lint import lint
from bot.library.live import Edition

READ = ("responses/*", "responses/faq/*", "locales", "domain.yml")
"""What an edition is read from."""

JUDGED = ("responses/editorial", "domain.yml")
"""What the words of one file are judged by."""

_CHANGED = "{file} has been changed by somebody else meanwhile; nothing was written, begin again."
_RENAMED = "the id '{id}' must stay, since links and votes lead to it; put it back."
_FUTURE = "'reviewed' lies in the future; write the day on which somebody checked all of it."


def faults(root: Path, document: Document, entry_id: str, today: date) -> list[Problem]:
    """What would be wrong: with the whole library, and with the words of this entry."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            Edition.read(_mirrored(root, Path(folder), READ, document))
        problems: list[Problem] = []
    except LibraryError as error:
        problems = list(error.problems)
    with suppress(LibraryError):  # named already
        if entry_id not in document.blocks():
            problems.append(Problem(document.file, 0, _RENAMED.format(id=entry_id)))
    return problems or _faults_of_words(root, document, entry_id, today)


def _faults_of_words(root: Path, document: Document, entry_id: str, today: date) -> list[Problem]:
    block = document.blocks()[entry_id]
    problems = _words(root, document, entry_id)
    if str(block.fields["reviewed"]) > today.isoformat():
        problems.append(Problem(document.file, block.line("reviewed"), f"{entry_id}: {_FUTURE}"))
    return problems


def write(root: Path, before: Document, after: Document) -> None:
    """Put a changed file in the place of what was read, in one step.

    Raises:
        RyadomError: somebody has changed it meanwhile, or it cannot be written.
    """
    if Document.read(root, before.file).text != before.text:
        raise RyadomError(_CHANGED.format(file=before.file))
    path = (root / after.file).resolve()
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(after.text.encode())
        if path.exists():
            copymode(path, new)
        os.replace(new, path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise RyadomError(f"{after.file} cannot be written ({error.strerror}).") from error


def _words(root: Path, document: Document, entry_id: str) -> list[Problem]:
    start, stop = document.span(entry_id)
    with tempfile.TemporaryDirectory() as folder:
        found = lint(_mirrored(root, Path(folder), JUDGED, document))
    return [p for p in found if p.file == document.file and start < p.line <= stop]


def _mirrored(root: Path, folder: Path, patterns: tuple[str, ...], document: Document) -> Path:
    """A folder that shows what the patterns name, and the changed file in its place."""
    (folder / "responses" / "faq").mkdir(parents=True)
    for path in (path for pattern in patterns for path in root.glob(pattern)):
        shown = folder / path.relative_to(root)
        if not shown.exists() and path != root / document.file:
            shown.symlink_to(path.resolve())
    (folder / document.file).write_bytes(document.text.encode())
    return folder
