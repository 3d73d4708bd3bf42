"""What has been passed on and may be seen; what is put out of scope is deleted from it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.cli.nearest import Neighbourhood
from bot.cli.review.clusters import Cluster, clustered, groups
from bot.settings import Settings
from bot.store.questions import Question
from bot.store.store import open_store
from bot.store.votes import Tally

NEIGHBOURS = 3
"""Entries named beside a cluster."""


@dataclass(frozen=True)
class Inbox:
    """What volunteers may see.

    Attributes:
        clusters: most asked first.
        waiting: how many questions may not be seen yet.
        votes: what readers found helpful or not, the least helpful first.
    """

    clusters: tuple[Cluster, ...]
    waiting: int
    votes: tuple[Tally, ...]


async def read_inbox(settings: Settings) -> Inbox:
    """Read what may be seen: as often asked alike as QUESTION_GROUP says, or some weeks old.

    Raises:
        LibraryError: with every problem found.
        StoreError: the database cannot be used.
    """
    store = open_store(settings)
    await store.questions.expire()
    questions = await store.questions.all()
    hood = await asyncio.to_thread(Neighbourhood.read, settings)
    group_of = await asyncio.to_thread(groups, [q.text for q in questions], hood.encoder)
    ripe = store.questions.ripe(questions, group_of, settings.question_group)
    number = {question.id: group for question, group in zip(questions, group_of, strict=True)}
    found = clustered(ripe, [number[question.id] for question in ripe])
    clusters = [await asyncio.to_thread(_cluster, hood, group) for group in found]
    votes = sorted(await store.votes.all(), key=lambda tally: -tally.unhelpful)
    return Inbox(tuple(clusters), len(questions) - len(ripe), tuple(votes))


async def put_out_of_scope(settings: Settings, cluster: Cluster) -> None:
    """Delete a cluster's questions, those that were seen, and remember nothing of them.

    A hash or a vector by which the like could be known again would be a trace of what people
    wrote, and somebody who has it could try words on it. So the like may come again, until a
    volunteer has taught the assistant, in their own words, that it is none of its matters.

    Raises:
        StoreError: the database cannot be written.
    """
    await open_store(settings).questions.delete(cluster.questions)


def _cluster(hood: Neighbourhood, questions: list[Question]) -> Cluster:
    texts = list({question.text for question in questions})
    return Cluster(tuple(questions), tuple(hood.entries(texts, NEIGHBOURS)))
