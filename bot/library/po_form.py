"""What readers of PO files pass over: an open quotation mark, a message that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.errors import Problem
from bot.library.blocks import BYTE_ORDER_MARK

RULE = "po"
_QUOTED = re.compile(r'^(?:(msgid|msgid_plural|msgctxt|msgstr(?:\[\d+\])?)\s*)?"(.*)$')
_CLOSED = re.compile(r'(?:[^"\\]|\\.)*"\s*')


def check_po_form(root: Path) -> Iterator[Problem]:
    """Faults of form in the PO files under `root`/locales.

    A file that is no text yields nothing; Languages.read names it.
    """
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        file = path.relative_to(root).as_posix()
        if text.startswith("\ufeff"):
            yield Problem(file, 1, BYTE_ORDER_MARK, RULE)
        lines = text.removeprefix("\ufeff").splitlines()
        if not any(message for _, _, message in _ids(lines)):
            fault = "holds no message, so nothing is translated; restore it or run 'make strings'."
            yield Problem(file, 0, fault, RULE)
        yield from _quotes(file, lines)
        yield from _twice(file, lines)


def _quotes(file: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        quoted = _QUOTED.match(line)
        if quoted and not _CLOSED.fullmatch(quoted[2]):
            message = 'a text must end with one quotation mark; close it, and write \\" inside it.'
            yield Problem(file, number, message, RULE)


def _twice(file: str, lines: list[str]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for number, context, message in _ids(lines):
        before = first.setdefault((context, message), number)
        if before != number:
            fault = f"this message stands in line {before} too; keep one of the two."
            yield Problem(file, number, fault, RULE)


def _ids(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """The line, the context and the English of every message."""
    texts: dict[str, str] = {}
    begun, keyword = 0, ""
    for number, line in enumerate([*lines, 'msgid ""'], 1):
        quoted = _QUOTED.match(line)
        if not quoted:
            continue
        if quoted[1] in ("msgctxt", "msgid") and "msgstr" in texts:
            yield begun, texts.get("msgctxt", ""), texts.get("msgid", "")
            texts = {}
        keyword = quoted[1] or keyword
        if quoted[1] == "msgid":
            begun = number
        name = keyword.partition("[")[0]
        texts[name] = texts.get(name, "") + quoted[2].rstrip().removesuffix('"')
