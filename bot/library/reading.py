"""All that can be read of a library, its languages and its replies, and all that is wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.errors import LibraryError, Problem
from bot.languages import SOURCE_LANGUAGE, Catalog, Languages
from bot.library.checks import check_responses
from bot.library.conflicts import READ_LIVE, check_conflicts, instead_of
from bot.library.entries import check_languages
from bot.library.loader import read as read_library
from bot.library.model import Library
from bot.library.responses import Response, read_responses


@dataclass(frozen=True)
class Reading:
    """What stands on disk, as far as it is right.

    Attributes:
        library: the items without a fault of their own.
        languages: those whose PO files can be used; English at least.
        responses: the replies of domain.yml that have the right form.
        problems: everything that is wrong.
        incomplete: the kinds of items of which something could not be read, as `checks` has them.
    """

    library: Library
    languages: Languages
    responses: dict[str, Response]
    problems: tuple[Problem, ...]
    incomplete: Collection[str]


def read(root: Path) -> Reading:
    """Read responses/, locales/ and the responses of domain.yml under `root`."""
    problems: list[Problem] = []
    responses = read_responses(root / "domain.yml", problems)
    shelf = read_library(root)
    problems += shelf.problems
    try:
        languages = Languages.read(root / "locales")
        problems += check_languages(shelf.library, languages.codes)
    except LibraryError as error:
        languages = Languages({SOURCE_LANGUAGE: Catalog(SOURCE_LANGUAGE)})
        problems += error.problems
    problems += check_responses(shelf.library, responses, shelf.incomplete)
    problems = instead_of(problems, check_conflicts(root, READ_LIVE))
    return Reading(shelf.library, languages, responses, tuple(problems), shelf.incomplete)
