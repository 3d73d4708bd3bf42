"""The strings of a language with the place of each in its PO files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

TRANSLATED = "translated"
FUZZY = "fuzzy"
MISSING = "missing"
ABSENT = "absent"
"""States of a string; an absent one has not come to the PO files yet."""


@dataclass(frozen=True)
class PoString:
    """One message of a PO file.

    Attributes:
        message: English.
        translation: what stands under it, also where readers do not get it.
        file: path relative to the root.
        line: of its msgid, from 1; 0 where it is absent.
        state: TRANSLATED, FUZZY, MISSING or ABSENT.
    """

    message: str
    translation: str
    file: str
    line: int
    state: str

    @property
    def is_shown(self) -> bool:
        """Whether readers get the translation."""
        return self.state == TRANSLATED

    @property
    def place(self) -> str:
        """`messages.po:18`, or the file alone."""
        name = self.file.rpartition("/")[2]
        return f"{name}:{self.line}" if self.line else name


class PoStrings:
    """Every string of a language, each with a number."""

    def __init__(self, root: Path, language: str) -> None:
        """Read locales/<language>; of a string in two files the later one counts."""
        self._strings: list[PoString] = []
        self._numbers: dict[str, int] = {}
        folder = root / "locales" / language / "LC_MESSAGES"
        self.files = [p.relative_to(root).as_posix() for p in sorted(folder.glob("*.po"))]
        for file in self.files:
            with (root / file).open("rb") as opened:
                for message in read_po(opened):
                    if message.id:
                        self._add(_string(message, file))

    def number(self, message: str) -> int:
        """The number of a string; one that the PO files do not have is absent from now on."""
        if message not in self._numbers:
            file = self.files[0] if self.files else ""
            self._add(PoString(message, "", file, 0, ABSENT))
        return self._numbers[message]

    def __getitem__(self, number: int) -> PoString:
        return self._strings[number]

    def __iter__(self) -> Iterator[PoString]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)

    def _add(self, string: PoString) -> None:
        number = self._numbers.get(string.message)
        if number is None:
            self._numbers[string.message] = len(self._strings)
            self._strings.append(string)
        elif string.is_shown or not self._strings[number].is_shown:
            self._strings[number] = string


def _string(message: Message, file: str) -> PoString:
    identity = message.id if isinstance(message.id, str) else message.id[0]
    translations = (
        [message.string] if isinstance(message.string, str) else list(message.string or ())
    )
    state = FUZZY if message.fuzzy else TRANSLATED
    if not any(translations):
        state = MISSING
    return PoString(identity, next(iter(translations), ""), file, message.lineno or 0, state)
