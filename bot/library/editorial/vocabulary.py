"""What responses/editorial/ lists: words, signs of a claim, public names, exceptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import Problem
from bot.library import shape
from bot.library.blocks import Block, read_blocks, read_text
from bot.library.model import Place

FOLDER = "responses/editorial"
FILES = ("words.yml", "claims.yml", "names.yml", "exceptions.yml")
WORDS, CLAIMS, NAMES, EXCEPTIONS = FILES
TELLING = "telling"
"""The rule of words that must not stand where a message begins."""

WHEREABOUTS = "whereabouts"
"""The rule of words that keep a paragraph of others from being offered."""

WORD_RULES = ("words", "slurs", "quoted", "offices", "honour", "graphic", TELLING, WHEREABOUTS)
"""Rules that are lists of words."""

RULES = (*WORD_RULES, "undated", "unattributed", "names", "contacts")

Item = TypeVar("Item", "Word", "Signs", "Name", "Exemption")


@dataclass(frozen=True)
class Word:
    """Words of one rule in one language, and what to write instead."""

    rule: str
    language: str
    patterns: tuple[re.Pattern[str], ...]
    instead: str
    place: Place


@dataclass(frozen=True)
class Signs:
    """Words by which a claim, what it counts or its speaker is known in one language."""

    kind: str
    language: str
    patterns: tuple[re.Pattern[str], ...]
    place: Place

    @property
    def any(self) -> str:
        """A pattern for any of them."""
        return "|".join(pattern.pattern for pattern in self.patterns)


@dataclass(frozen=True)
class Name:
    """A name that may be written. `public` is why; an organisation may speak for a claim."""

    en: str
    ru: str
    also: tuple[str, ...]
    kind: str
    public: str
    place: Place


@dataclass(frozen=True)
class Exemption:
    """Exact words that may stand in one item although a rule speaks against them."""

    where: str
    rule: str
    text: str
    reason: str
    place: Place


@dataclass(frozen=True)
class Vocabulary:
    """Everything under responses/editorial/.

    Attributes:
        words, signs, names, exemptions: what the four files list.
        unread: the names of the files of which nothing could be read.
    """

    words: tuple[Word, ...]
    signs: tuple[Signs, ...]
    names: tuple[Name, ...]
    exemptions: tuple[Exemption, ...]
    unread: frozenset[str] = frozenset()

    @classmethod
    def read(cls, root: Path, problems: list[Problem]) -> Vocabulary:
        """Read the four files; what is wrong in them goes to `problems`."""
        blocks = {name: _blocks(root, name, problems) for name in FILES}
        unread = frozenset(name for name in FILES if blocks[name] is None)
        words = _read(blocks[WORDS], _WORD, set(_WORD), Word, problems)
        signs = _read(blocks[CLAIMS], _SIGNS, set(_SIGNS), Signs, problems)
        names = _read(blocks[NAMES], _NAME, {"en", "kind", "public"}, Name, problems)
        exempt = _read(blocks[EXCEPTIONS], _EXEMPTION, set(_EXEMPTION), Exemption, problems)
        for item in exempt:
            if item.rule == "slurs":
                message = "a slur is never allowed, not even quoted; drop this exception."
                problems.append(Problem(item.place.file, item.place.line, message))
        return cls(words, signs, names, exempt, unread)


def _patterns(value: Any) -> tuple[re.Pattern[str], ...]:
    """A list of regular expressions."""
    try:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in shape.texts(value))
    except re.error as error:
        raise ValueError("must be a list of regular expressions; one of them is none") from error


_WORD = {
    "rule": shape.one_of(*WORD_RULES),
    "language": shape.text,
    "patterns": _patterns,
    "instead": shape.text,
}
_SIGNS = {
    "kind": shape.one_of("harm", "people", "numbers", "speaks"),
    "language": shape.text,
    "patterns": _patterns,
}
_NAME = {
    "en": shape.text,
    "ru": shape.text,
    "also": shape.texts,
    "kind": shape.one_of("person", "organisation", "other"),
    "public": shape.text,
}
_EXEMPTION = {
    "where": shape.text,
    "rule": shape.one_of(*RULES),
    "text": shape.text,
    "reason": shape.text,
}


def _blocks(root: Path, name: str, problems: list[Problem]) -> list[Block] | None:
    """The items of a file, None where nothing can be read. Only exceptions may there be none."""
    file = f"{FOLDER}/{name}"
    before = len(problems)
    blocks = read_blocks(read_text(root / file, file, problems), file, problems)
    if not blocks and len(problems) == before and name != EXCEPTIONS:
        problems.append(Problem(file, 0, "lists nothing; restore it with git."))
    return blocks if blocks or len(problems) == before else None


def _read(
    blocks: list[Block] | None,
    readers: Mapping[str, shape.Reader],
    required: set[str],
    build: Callable[..., Item],
    problems: list[Problem],
) -> tuple[Item, ...]:
    items = []
    for block in blocks or ():
        before = len(problems)
        values = shape.read_fields(block, readers, required, problems)
        if len(problems) == before:
            items.append(build(**values, place=block.place))
    return tuple(items)
