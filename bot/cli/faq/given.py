"""What is known of a new entry before anything is asked."""

from __future__ import annotations

from pathlib import Path

from bot.cli.faq import drafts
from bot.cli.faq.assignments import each, refuse, way
from bot.cli.faq.emission import Values
from bot.errors import Problem
from bot.library.blocks import read_text
from bot.settings import Settings


def given(
    settings: Settings,
    draft: Path | None,
    texts: Values,
    files: dict[str, Path | None],
    lists: dict[str, list[str] | None],
    ways: list[str],
) -> Values:
    """What is known before anything is asked: a draft, and what was typed with the command.

    Raises:
        RyadomError: a file cannot be read, or a way of asking has no language.
    """
    values: Values = drafts.load(draft, settings.root) if draft else {}
    values.update({name: text for name, text in texts.items() if text})
    values.update({name: items for name, items in lists.items() if items is not None})
    faults: list[str] = []
    for name, path in files.items():
        if path is not None:
            values[name] = _content(path, faults)
    if ways:
        asked = dict(values.get("asked_as") or {})
        for language, words in each(way, ways, faults):
            asked[language] = [*(asked.get(language) or ()), words]
        values["asked_as"] = asked
    refuse(faults)
    return values


def _content(path: Path, faults: list[str]) -> str:
    if not path.is_file():
        faults.append(f"there is no file {path}; correct the name.")
        return ""
    problems: list[Problem] = []
    text = read_text(path, str(path), problems)
    faults += map(str, problems)
    return text.strip()
