"""Entries that are not finished: kept in var/drafts, gone on with by `ryadom faq new --draft`.

A draft is written like a file of responses/faq with one entry, of which fields may be missing;
`file`, its last field, names the file that the entry is for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.faq.emission import Values, block_text
from bot.errors import LibraryError, Problem, RyadomError
from bot.library.blocks import read_blocks, read_text
from bot.settings import Settings

FOLDER = "drafts"
FILE = "file"
"""The field of a draft that no entry has."""

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")

HEADER = "# A draft; go on with: ryadom faq new --draft {path}\n"


def new_path(settings: Settings, name: str) -> Path:
    """Where a draft can be kept without another one being lost.

    Args:
        settings: of this copy.
        name: the id of the entry, as far as there is one.
    """
    folder, safe = settings.state / FOLDER, _NOT_IN_A_NAME.sub("-", name)
    names = [safe, *(f"{safe}-{number}" for number in range(2, 1000))]
    return next(path for path in (folder / f"{n}.yml" for n in names) if not path.exists())


def save(path: Path, values: Mapping[str, Any], root: Path) -> None:
    """Write a draft, in one step.

    Args:
        path: where.
        values: the fields that there are; `file` comes last, so that lines stay what they are.
        root: the folder to which names in messages are relative.

    Raises:
        RyadomError: it cannot be written.
    """
    fields = {name: value for name, value in values.items() if name != FILE}
    if values.get(FILE):
        fields[FILE] = values[FILE]
    text = HEADER.format(path=named(path, root)) + (block_text(fields) if fields else "")
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, "utf-8")
        os.replace(new, path)
    except OSError as error:
        raise RyadomError(f"the draft {path} cannot be written ({error.strerror}).") from error


def keep(settings: Settings, name: str, content: bytes) -> Path:
    """Keep what a person wrote, just as it is; where.

    Args:
        settings: of this copy.
        name: what the file is called, as far as nothing else is.
        content: what they wrote.

    Raises:
        RyadomError: it cannot be written.
    """
    path = new_path(settings, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise RyadomError(f"the draft {path} cannot be written ({error.strerror}).") from error
    return path


def load(path: Path, root: Path) -> Values:
    """The fields of a draft.

    Raises:
        LibraryError: it cannot be read, or is not one entry.
    """
    file = named(path, root)
    problems: list[Problem] = []
    if not path.is_file():
        raise LibraryError([Problem(file, 0, "there is no such draft; correct the name.")])
    blocks = read_blocks(read_text(path, file, problems), file, problems)
    if not problems and len(blocks) != 1:
        problems.append(Problem(file, 0, "a draft holds one entry; split it or add one."))
    if problems:
        raise LibraryError(problems)
    return blocks[0].fields


def named(path: Path, root: Path) -> str:
    """The name of a file in messages."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
