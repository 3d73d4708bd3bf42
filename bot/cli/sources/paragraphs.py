"""Cuts what was read into paragraphs that can be shown one at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 700
"""Characters of a paragraph; a longer one is parted between sentences."""

SHORTEST = 40
"""Characters; what is shorter is a heading, a caption or the number of a page."""

MOST = 3_000
"""Paragraphs of a document: a book of a thousand pages has about as many."""

_SENTENCE = re.compile(r"(?<=[.!?…])[”»\"]?\s+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[a-zа-яё])")
_ENDS = re.compile(r"[.!?…:][”»\"')\]]*$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": ""})
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def paragraphs(parts: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs worth keeping, each once, none longer than LONGEST."""
    pieces = (piece for part in parts for piece in _parted(tidy(part)))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) >= SHORTEST))[:MOST]


def tidy(text: str) -> str:
    """One line without control characters, composed."""
    spaced = "".join(" " if c.isspace() else c for c in text.translate(_LIGATURES))
    visible = "".join(c for c in spaced if unicodedata.category(c) not in _UNWANTED)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def of_lines(text: str) -> Iterator[str]:
    """Paragraphs of a text in which every line was broken, as on a printed page.

    A paragraph ends at an empty line, or at a line that ends a sentence well before the margin.
    """
    lines = _HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    margin = sorted(len(line.rstrip()) for line in lines)[int(0.9 * len(lines))] if lines else 0
    collected: list[str] = []
    for line in (line.strip() for line in lines):
        if line:
            collected.append(line)
        if not line or (_ENDS.search(line) and len(line) < 0.8 * margin):
            yield " ".join(collected)
            collected = []
    yield " ".join(collected)


def _parted(text: str) -> Iterator[str]:
    piece = ""
    for sentence in _SENTENCE.split(text):
        if piece and len(piece) + len(sentence) >= LONGEST:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()[: 2 * LONGEST]
    yield piece
