"""`python -m bot strings`: what translators are given (messages.pot) and the PO files they fill."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.languages import SOURCE_LANGUAGE
from bot.library.extraction import extract_blocks, extract_domain, extract_source
from bot.library.live import Edition

POT = Path("locales") / "messages.pot"
UPDATE_COMMAND = "make strings"

METHODS: list[tuple[str, Any]] = [
    ("bot/**.py", "python"),
    ("domain.yml", extract_domain),
    ("responses/faq/*.yml", extract_blocks),
    ("responses/contacts.yml", extract_blocks),
    ("responses/actions.yml", extract_blocks),
    ("responses/sources/*.md", extract_source),
]
OPTIONS = {
    "responses/faq/*.yml": {"fields": "question answer details"},
    "responses/contacts.yml": {"fields": "organisation audience caution risk"},
    "responses/actions.yml": {"fields": "title text risk"},
}
KEYWORDS = {"N_": None}
HEADER = """\
# Messages of Ryadom.
# English is what stands in responses/, domain.yml and bot/; write translations in the PO files.
# CC BY 4.0."""


def template(root: Path) -> Catalog:
    """Everything there is to translate, in a fixed order and without dates.

    Raises:
        LibraryError: a file is not right; nothing may be drawn from it or written over it.
    """
    Edition.read(root)
    catalog = Catalog(
        project="Ryadom",
        version="1",
        header_comment=HEADER,
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="see the history of this file",
        language_team="see CONTRIBUTING.md",
        fuzzy=False,
    )
    found = extract_from_dir(
        root,
        METHODS,
        OPTIONS,
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "__")),
    )
    for file, _line, message, comments, context in sorted(found, key=_order):
        text = message if isinstance(message, tuple) else str(message)
        catalog.add(text, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def written(catalog: Catalog) -> str:
    """A catalog as the text of a PO or POT file, the same for the same messages."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode("utf-8").splitlines()
    dated = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:')
    return "\n".join(line for line in lines if not line.startswith(dated)) + "\n"


def update(root: Path) -> list[str]:
    """Write the template and bring every PO file up to it; returns the files that changed."""
    pot = template(root)
    changed = _write(root / POT, written(pot), root)
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name)
        catalog.update(pot, no_fuzzy_matching=False, update_header_comment=False)
        changed += _write(path, written(catalog), root)
    return changed


def stale(root: Path) -> list[str]:
    """Files that `update` would change, with the command that mends them."""
    current = written(template(root))
    path = root / POT
    if path.is_file() and path.read_text("utf-8") == current:
        return []
    return [f"{POT.as_posix()} is older than the texts it is made of; run '{UPDATE_COMMAND}'."]


def missing(root: Path) -> dict[str, list[str]]:
    """For each language the English messages that have no finished translation."""
    ids = [str(m.id) for m in template(root) if m.id]
    found: dict[str, list[str]] = {}
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        language = path.parent.parent.name
        if language == SOURCE_LANGUAGE:
            continue
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
        done = {str(m.id) for m in catalog if m.id and m.string and not m.fuzzy}
        found[language] = [message for message in ids if message not in done]
    return found


def _order(item: tuple[str, int, Any, list[str], str | None]) -> tuple[str, int, str]:
    file, line, message, _comments, _context = item
    return file, line, str(message)


def _write(path: Path, text: str, root: Path) -> list[str]:
    if path.is_file() and path.read_text("utf-8") == text:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return [path.relative_to(root).as_posix()]
