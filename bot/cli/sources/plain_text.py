"""Reads text: which letters the bytes stand for, and where paragraphs end."""

from __future__ import annotations

import codecs
import re

from bot.cli.sources.document import Document, DocumentError
from bot.cli.sources.paragraphs import of_lines, paragraphs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_OLD_RUSSIAN = ("cp1251", "koi8-r", "cp866")
_FREQUENT = re.compile("[оеаинтсрвл]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ENOUGH = 0.35
"""Share of the ten most frequent letters, small, among the letters of a Russian text: over half."""

_FEW = 0.05
"""Share of letters beyond ASCII up to which a text in Latin letters has only some of them."""


def read_plain(text: str) -> Document:
    """The paragraphs of a text.

    Raises:
        DocumentError: there are none.
    """
    found = paragraphs(of_lines(text))
    if not found:
        raise DocumentError("there is hardly any text in it; a paragraph has at least 40 letters.")
    return Document(found)


def decoded(content: bytes, declared: str = "") -> str:
    """The text that bytes stand for: UTF-8, what they declare, or an old Russian encoding.

    Args:
        content: the bytes.
        declared: the encoding that a server names.

    Raises:
        DocumentError: they are no text, or in an encoding that cannot be told.
    """
    for text in _readings(content, declared):
        if text is not None and not _NO_TEXT.search(text):
            return text
    raise DocumentError(
        "this is no text, or its encoding cannot be told; save it as UTF-8 text, PDF or DOCX."
    )


def _readings(content: bytes, declared: str) -> tuple[str | None, ...]:
    named = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    meta = _DECLARED.search(content[:5_000])
    inside = meta[1].decode("ascii") if meta else ""
    names = (named, "utf-8", declared, inside)
    return (*(_as(content, name) for name in names if name), _russian(content), _western(content))


def _as(content: bytes, name: str) -> str | None:
    try:
        return content.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError):
        return None


def _russian(content: bytes) -> str | None:
    """In the old Russian encoding in which the frequent letters are frequent."""
    best: tuple[float, str | None] = (_ENOUGH, None)
    for name in _OLD_RUSSIAN:
        text = _as(content, name)
        letters = sum(map(str.isalpha, text)) if text else 0
        if text and letters:
            best = max(best, (len(_FREQUENT.findall(text)) / letters, text), key=lambda p: p[0])
    return best[1]


def _western(content: bytes) -> str | None:
    """In the encoding of Western Windows, where hardly a letter needs it."""
    beyond = sum(byte > 0x7F for byte in content)
    return _as(content, "cp1252") if beyond <= _FEW * len(content) else None
