"""Questions without an answer that readers passed on, as far as volunteers may see them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cli.questions import groups
from bot.retrieval.encoder import Encoder
from bot.settings import Settings
from bot.store.questions import Question
from bot.store.store import open_store

ALIKE = 0.5
"""Cosine from which a question is shown beside a new entry: lower than what makes a crowd, since
a person judges."""

SHOWN = 8


async def alike(settings: Settings, encoder: Encoder, texts: Sequence[str]) -> list[str]:
    """What may be seen of the questions nearest to any of the texts, each wording once.

    Without a secret key no questions are kept, and there are none.

    Raises:
        StoreError: the database cannot be read.
    """
    if not settings.secret_key or not texts:
        return []
    questions = await _seen(settings, encoder)
    if not questions:
        return []
    asked = encoder.embed([question.text for question in questions])
    likeness = (asked @ encoder.embed(texts).T).max(axis=1)
    found = zip(likeness, (question.text for question in questions), strict=True)
    near = sorted(((-score, text) for score, text in found if score >= ALIKE))
    return list(dict.fromkeys(text for _, text in near))[:SHOWN]


async def _seen(settings: Settings, encoder: Encoder) -> list[Question]:
    store = open_store(settings)
    await store.questions.expire()
    questions = await store.questions.all()
    if not questions:
        return []
    group_of = groups(encoder.embed([question.text for question in questions]))
    return store.questions.ripe(questions, group_of, settings.question_group)
