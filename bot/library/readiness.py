"""Whether a language is ready to be offered: what of it is translated and reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from bot.languages import FIRST_LANGUAGES, Catalog, Languages
from bot.library.markup import OF_CONTACTS
from bot.library.model import Library
from bot.library.safety import Responses, safety_messages

ENOUGH = 0.5
"""Share of the answers that a language needs."""

CHOOSING = "utter_change_language"
"""The response that says in which language readers are answered."""


@dataclass(frozen=True)
class Readiness:
    """How far a language is.

    Attributes:
        language: its code.
        waiting: the English of the essential messages not translated or not reviewed, sorted.
        answers: how many answers are translated and reviewed, with question and details.
        needed: how many answers it takes.
    """

    language: str
    waiting: tuple[str, ...]
    answers: int
    needed: int

    @property
    def is_ready(self) -> bool:
        """Whether all essential messages and enough answers are there."""
        return not self.waiting and self.answers >= self.needed


def essential(library: Library, responses: Responses) -> frozenset[str]:
    """The English of what a language cannot be offered without: the safety messages, what stands
    beside a contact, and the sentence that says which language it is."""
    choosing = {responses[CHOOSING].text} if CHOOSING in responses else set()
    return safety_messages(library, responses).union(OF_CONTACTS, choosing)


def readiness(library: Library, responses: Responses, catalog: Catalog) -> Readiness:
    """How far a language is.

    A fuzzy message counts as not translated, one without `# reviewed-by:` as not reviewed.
    """
    entries = library.entries.values()
    texts = [{entry.question, entry.answer, entry.details} - {""} for entry in entries]
    return Readiness(
        catalog.language,
        tuple(sorted(essential(library, responses) - catalog.reviewed)),
        sum(catalog.reviewed.issuperset(parts) for parts in texts),
        ceil(len(texts) * ENOUGH),
    )


def offered(library: Library, responses: Responses, languages: Languages) -> Languages:
    """The languages that readers are offered: those the project began with, and who is ready."""
    others = [c for code, c in languages.catalogs.items() if code not in FIRST_LANGUAGES]
    ready = [c.language for c in others if readiness(library, responses, c).is_ready]
    return languages.only((*FIRST_LANGUAGES, *ready))
