"""messages.pot: everything there is to translate, with what a translator has to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from bot.cli.locales.pofile import written
from bot.library.extraction import extract_blocks, extract_domain, extract_source
from bot.library.live import Edition

POT = Path("locales") / "messages.pot"
EXTRACT_COMMAND = "ryadom locales extract"

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
KEYWORDS: dict[str, tuple[int, ...] | None] = {"N_": None, "NN_": (1, 2)}
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
    for file, _line, message, comments, context in sorted(_found(root), key=_order):
        catalog.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def extract(root: Path) -> str:
    """The text of messages.pot as it has to be.

    Raises:
        LibraryError: a file is not right.
    """
    return written(template(root))


def _found(root: Path) -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    for file, line, message, comments, context in extract_from_dir(
        root,
        METHODS,
        OPTIONS,
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "__")),
    ):
        in_code = file.endswith(".py")
        sentences = [" ".join(comments)] if in_code and comments else comments
        text = message if isinstance(message, tuple) else str(message)
        yield file, line, text, sentences, context


def _order(item: tuple[str, int, Any, list[str], str | None]) -> tuple[str, int, str]:
    file, line, message, _comments, _context = item
    return file, line, str(message)
