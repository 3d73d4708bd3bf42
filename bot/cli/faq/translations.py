"""How far the texts of an entry are translated, fuzzy ones told from missing ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from bot.errors import RyadomError
from bot.languages import SOURCE_LANGUAGE
from bot.library.model import Entry

TRANSLATED, FUZZY, MISSING = "translated", "fuzzy", "missing"
"""The states, the best first."""

PARTS = ("question", "answer", "details")


@dataclass(frozen=True)
class Translations:
    """The messages of one language: English text → state, those that are missing left out."""

    language: str
    states: dict[str, str]

    @classmethod
    def read(cls, root: Path, language: str) -> Translations:
        """Read the PO files of a language.

        Raises:
            RyadomError: there are none.
        """
        states: dict[str, str] = {}
        paths = sorted((root / "locales" / language / "LC_MESSAGES").glob("*.po"))
        if not paths and language != SOURCE_LANGUAGE:
            known = ", ".join(languages(root))
            raise RyadomError(f"there is no language '{language}'; there are {known}.")
        for path in paths:
            with path.open("rb") as file:
                for message in read_po(file, locale=language):
                    if message.id and message.string:
                        states[str(message.id)] = FUZZY if message.fuzzy else TRANSLATED
        return cls(language, states)

    def parts(self, entry: Entry) -> dict[str, str]:
        """The state of each text that an entry has."""
        texts = {part: getattr(entry, part) for part in PARTS}
        return {part: self._state(text) for part, text in texts.items() if text}

    def worst(self, entry: Entry) -> str:
        """The state of the text that is least translated."""
        order = (TRANSLATED, FUZZY, MISSING)
        return max(self.parts(entry).values(), key=order.index)

    def _state(self, text: str) -> str:
        return TRANSLATED if self.language == SOURCE_LANGUAGE else self.states.get(text, MISSING)


def languages(root: Path) -> list[str]:
    """The languages that texts are translated into."""
    folders = {path.parent.parent.name for path in root.glob("locales/*/LC_MESSAGES/*.po")}
    return sorted(folders - {SOURCE_LANGUAGE})
