"""`python -m bot questions`: what readers agreed to pass on, and how answers were found."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import numpy as np

from bot.retrieval.encoder import Vectors
from bot.retrieval.encoders import load_encoder
from bot.settings import Settings
from bot.store.questions import Question
from bot.store.store import open_store

ALIKE = 0.7
"""Cosine from which two questions count as similar: about where two wordings of one entry of
the library lie."""

EPOCH = date(1970, 1, 1)


async def report(settings: Settings) -> str:
    """The questions that may be seen, in groups of similar ones, and the votes.

    Raises:
        StoreError: the database cannot be read.
    """
    store = open_store(settings)
    await store.questions.expire()
    questions = await store.questions.all()
    vectors = await asyncio.to_thread(
        load_encoder(settings.encoder, settings.models).embed,
        [question.text for question in questions],
    )
    group_of = groups(vectors) if questions else []
    ripe = store.questions.ripe(questions, group_of, settings.question_group)
    waiting = len(questions) - len(ripe)
    lines = [f"Questions passed on: {len(ripe)} to read, {waiting} that wait."]
    named = dict(zip(map(id, questions), group_of, strict=True))
    for number in dict.fromkeys(named[id(question)] for question in ripe):
        lines.append("")
        lines += [_line(question) for question in ripe if named[id(question)] == number]
    tallies = await store.votes.all()
    lines += ["", "Votes: helpful, not helpful."]
    lines += [f"{t.helpful:5} {t.unhelpful:5}  {t.language}  {t.entry}" for t in tallies]
    return "\n".join(lines)


def groups(vectors: Vectors) -> list[int]:
    """For each unit vector, shape (questions, dimensions), the number of its group: that of the
    first earlier question which is ALIKE, or its own."""
    found: list[int] = []
    for number, vector in enumerate(vectors):
        likeness = vectors[:number] @ vector if number else np.zeros(0)
        near = np.flatnonzero(likeness >= ALIKE)
        found.append(found[int(near[0])] if len(near) else number)
    return found


def _line(question: Question) -> str:
    return f"{EPOCH + timedelta(days=question.day)}  {question.language}  {question.text}"
