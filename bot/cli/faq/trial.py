"""The library as it would be with a changed file: looked through before anything is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import copymode

from bot.cli.check.telegram import check_entry
from bot.cli.faq.document import Document
from bot.errors import LibraryError, Problem, RyadomError
from bot.library.blocks import Block
from bot.library.checks import check
from bot.library.editorial.evidence import check_evidence
from bot.library.editorial.lint import lint
from bot.library.editorial.plainness import check_plainness
from bot.library.editorial.texts import read_texts
from bot.library.entries import check_languages
from bot.library.loader import ENTRY
from bot.library.model import Entry, Library
from bot.library.reading import Reading, read
from bot.library.shape import is_day, read_fields

READ = ("responses/*", "responses/faq/*", "locales", "domain.yml")
"""What an edition is read from."""

JUDGED = ("responses/editorial", "domain.yml")
"""What the words of one file are judged by."""

_CHANGED = """\
{file} has been changed by somebody else meanwhile; nothing was written. Look at it, then do it \
again."""
_RENAMED = "the id '{id}' must stay, since links and votes lead to it; put it back."
_FUTURE = "'reviewed' lies in the future; write the day on which somebody checked all of it."


def faults(root: Path, document: Document, entry_id: str, today: date) -> list[Problem]:
    """All that would be wrong: with the whole library, and with this entry and its words."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read(_mirrored(root, Path(folder), READ, document))
    problems = list(reading.problems)
    try:
        block = document.blocks().get(entry_id)
    except LibraryError:  # named already
        return problems
    if block is None:
        return [*problems, Problem(document.file, 0, _RENAMED.format(id=entry_id))]
    if entry_id not in reading.library.entries:
        problems += _as_far_as_it_goes(reading, document, block, today)
    problems += check_entry(reading, reading.library.entries[entry_id])
    problems += _faults_of_words(root, reading.library, document, entry_id)
    if is_day(day := str(block.fields.get("reviewed"))) and day > today.isoformat():
        problems.append(Problem(document.file, block.line("reviewed"), f"{entry_id}: {_FUTURE}"))
    return list(dict.fromkeys(problems))


def _as_far_as_it_goes(
    reading: Reading, document: Document, block: Block, today: date
) -> Iterator[Problem]:
    """What else is wrong with an entry of which a field is missing or has not the right form.

    The entry is put into the library, for its words to be judged by what it cites.
    """
    values = read_fields(block, ENTRY, set(), [])
    if values["year"] == "":  # wrong by itself; nothing can be said of it and 'about'
        values |= {"about": "", "year": None}
    values |= {name: tuple(values[name]) for name in ("sources", "related")}
    values |= {"asked_as": values["asked_as"] or {}, "reviewed": today.isoformat()}
    entry = Entry(**values, place=block.place)
    library = reading.library
    library.entries[str(block.fields["id"])] = entry
    start, stop = document.span(str(block.fields["id"]))
    others = [p for p in reading.problems if p.file != document.file or not start < p.line <= stop]
    torn = any(problem.file.startswith("responses/faq/") for problem in others)
    yield from check(library, {k for k in reading.incomplete if torn or k != "entry"})
    yield from check_languages(library, reading.languages.codes)


def _faults_of_words(
    root: Path, library: Library, document: Document, entry_id: str
) -> Iterator[Problem]:
    start, stop = document.span(entry_id)
    with tempfile.TemporaryDirectory() as folder:
        judged = _mirrored(root, Path(folder), JUDGED, document)
        texts = list(read_texts(judged))
        found = [*lint(judged, texts), *check_plainness(texts), *check_evidence(library, texts)]
    for problem in found:
        if problem.file == document.file and start < problem.line <= stop:
            yield problem


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


def _mirrored(root: Path, folder: Path, patterns: tuple[str, ...], document: Document) -> Path:
    """A folder that shows what the patterns name, and the changed file in its place."""
    (folder / "responses" / "faq").mkdir(parents=True)
    for path in (path for pattern in patterns for path in root.glob(pattern)):
        shown = folder / path.relative_to(root)
        if not shown.exists() and path != root / document.file:
            shown.symlink_to(path.resolve())
    (folder / document.file).write_bytes(document.text.encode())
    return folder
