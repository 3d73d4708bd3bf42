"""A draft of an entry for what many asked: a frame without a word of what they wrote."""

from __future__ import annotations

import os
from pathlib import Path

from bot.cli.review.clusters import Cluster
from bot.errors import LibraryError, Problem
from bot.library import shape
from bot.library.live import Edition
from bot.library.model import BEGINNING, TOPICS

FOLDER = "drafts"
"""Folder of drafts in the folder of what outlasts the program."""

DRAFT = """\
# A draft. Write question and ways of asking in your own words; what readers wrote is not put here.
# Черновик. Вопрос и то, как об этом спрашивают, напишите своими словами; слов читателей здесь нет.
# Nearest entries / ближайшие ответы: {nearest}
- id: {id}
  topic: {topic}
"""
"""Fields that are not there are asked for by `ryadom faq new --draft`."""


def write_draft(state: Path, edition: Edition, cluster: Cluster, entry_id: str) -> Path:
    """Write the draft of an entry; its topic is that of the nearest one.

    Args:
        state: folder of what outlasts the program.
        edition: the library as it is.
        cluster: what the entry is to answer; only the ids of entries near it are written.
        entry_id: the new entry's id.

    Returns:
        The file.

    Raises:
        LibraryError: the id cannot be used, or there is such a draft already.
    """
    path = state / FOLDER / f"{entry_id}.yml"
    if problem := _fault(entry_id, edition, path):
        raise LibraryError([Problem(f"{FOLDER}/{entry_id}.yml", 0, problem)])
    text = _text(edition, [entry for entry, _ in cluster.nearest], entry_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, "utf-8")
    os.replace(unfinished, path)
    return path


def _text(edition: Edition, nearest: list[str], entry_id: str) -> str:
    return DRAFT.format(
        nearest=", ".join(nearest) or "–",
        id=entry_id,
        topic=edition.library.entries[nearest[0]].topic if nearest else TOPICS[0],
    )


def _fault(entry_id: str, edition: Edition, path: Path) -> str:
    """Why an id cannot be used; the empty text where it can."""
    try:
        shape.name(entry_id)
    except ValueError as error:
        return f"the id {error}."
    if entry_id == BEGINNING:
        return f"the id '{BEGINNING}' stands for the first message in links; choose another."
    if entry_id in edition.library.entries:
        place = edition.library.entries[entry_id].place
        return f"the id '{entry_id}' stands in {place.file}:{place.line} already; choose another."
    if path.exists():
        return "there is such a draft already; go on with it, or choose another id."
    return ""
