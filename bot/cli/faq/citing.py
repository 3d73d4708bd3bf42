"""What an entry points to: paragraphs that it rests on, other entries."""

from __future__ import annotations

from difflib import get_close_matches

from bot.library.model import Library


def fault_of_source(citation: str, library: Library) -> str:
    """Why a source cannot be cited so; the empty text where it can."""
    source_id, _, paragraph = citation.partition("#")
    source = library.sources.get(source_id)
    if source is None:
        hint = _hint(source_id, list(library.sources))
        return f"source '{source_id}' does not exist; {hint or 'add it first.'}"
    if paragraph and paragraph not in source.paragraphs:
        known = ", ".join(source.paragraphs)
        return f"'{source_id}' has no paragraph '{paragraph}'; there are {known}."
    return ""


def fault_of_related(name: str, own: str, library: Library) -> str:
    """Why an entry cannot be related to another one; the empty text where it can."""
    if name == own:
        return "an entry is not related to itself; drop it."
    if name not in library.entries:
        hint = _hint(name, list(library.entries))
        return f"entry '{name}' does not exist; {hint or 'correct or drop it.'}"
    return ""


def _hint(typed: str, known: list[str]) -> str:
    near = get_close_matches(typed, known, 1)
    return f"did you mean '{near[0]}'?" if near else ""
