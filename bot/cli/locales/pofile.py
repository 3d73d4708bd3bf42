"""PO files: found, read and written, the same bytes for the same messages."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.errors import LibraryError, Problem
from bot.languages import SOURCE_LANGUAGE

FILES = "locales/*/LC_MESSAGES/*.po"
_WIDTH = 100
_DATED = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:')


def po_files(root: Path) -> list[Path]:
    """The PO files of every language but English, which stands in the texts themselves."""
    return [path for path in sorted(root.glob(FILES)) if language_of(path) != SOURCE_LANGUAGE]


def language_of(path: Path) -> str:
    """The language of a PO file: the name of its folder."""
    return path.parent.parent.name


def read(path: Path, root: Path) -> Catalog:
    """A PO file as it is, fuzzy and faulty messages too.

    Raises:
        LibraryError: it is no PO file, not in UTF-8, or of no language that is known.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language_of(path), abort_invalid=True)
    except (PoFileError, UnknownLocaleError, ValueError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        reason = f"this PO file cannot be read ({error}); open it in a PO editor and mend it."
        name = path.relative_to(root).as_posix()
        raise LibraryError([Problem(name, line, reason)]) from error


def written(catalog: Catalog) -> str:
    """A catalog as the text of a PO or POT file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_WIDTH, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(_DATED)) + "\n"


def write_files(root: Path, texts: Mapping[str, str]) -> list[str]:
    """Write what differs from the files, each at once or not at all; the names of those written.

    Args:
        root: the folder that the names are relative to.
        texts: what shall stand in each file.
    """
    changed = {name: text for name, text in texts.items() if not _holds(root / name, text)}
    for name, text in changed.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text, "utf-8")
        os.replace(beside, path)
    return list(changed)


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode("utf-8")
    except OSError:
        return False
