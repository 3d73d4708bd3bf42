"""The student learns to give a Russian sentence the vector of its English translation.

Reimers and Gurevych (2020), "Making monolingual sentence embeddings multilingual using knowledge
distillation", with the contrastive loss of Henderson et al. (2017) against the other sentences of
the batch, since retrieval asks for the nearest and not for the near.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.optim import Adam, Optimizer, SparseAdam
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

from .augmentation import with_slips
from .corpus import SEED, Pair
from .student import embed, in_16_bits, table_of

logger = logging.getLogger(__name__)

SCALE = 20.0
LONGEST = 96
POOL = 50


@dataclass(frozen=True, slots=True)
class Stage:
    """How a stretch of training goes; with `body_rate` 0 the body stays as it is."""

    name: str
    epochs: int
    batch: int
    table_rate: float
    body_rate: float = 0.0
    warm_up: float = 0.1


ROWS = Stage("rows", epochs=3, batch=96, table_rate=1.5e-3)
BODY = Stage("body", epochs=1, batch=64, table_rate=5e-4, body_rate=4e-5)


def cosine_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Mean of 1 - cosine over two matrices of unit vectors, shape (batch, width)."""
    return 1 - (student * teacher).sum(-1).mean()


def contrastive_loss(one: Tensor, other: Tensor) -> Tensor:
    """Cross-entropy of finding each vector's partner in the batch, both ways."""
    scores = SCALE * one @ other.T
    partners = torch.arange(len(scores))
    return (cross_entropy(scores, partners) + cross_entropy(scores.T, partners)) / 2


def batches(lengths: list[int], size: int, chance: random.Random) -> Iterator[list[int]]:
    """Places of sentences of about one length together, in random order."""
    places = list(range(len(lengths)))
    chance.shuffle(places)
    groups: list[list[int]] = []
    for start in range(0, len(places), size * POOL):
        pool = sorted(places[start : start + size * POOL], key=lengths.__getitem__)
        groups += [pool[at : at + size] for at in range(0, len(pool), size)]
    chance.shuffle(groups)
    yield from (group for group in groups if len(group) > 1)


def encode(tokenizer: Tokenizer, sentences: list[str]) -> list[list[int]]:
    """Ids of each sentence with [CLS] and [SEP], at most `LONGEST`."""
    return [
        [*encoding.ids[:-1][: LONGEST - 1], encoding.ids[-1]]
        for encoding in tokenizer.encode_batch(sentences)
    ]


class Distillation:
    """One stage's training of a student towards the teacher's vectors."""

    def __init__(self, body: BertModel, tokenizer: Tokenizer, rows: Tensor, stage: Stage) -> None:
        """Take a student's body and the truth value of each row of its table: may it change?"""
        self.tokenizer, self.stage = tokenizer, stage
        self.moves_body = stage.body_rate > 0
        self.free = None if self.moves_body else rows
        self.network = in_16_bits(body).requires_grad_(self.moves_body)
        table = table_of(body).requires_grad_(True)
        copies = zip(body.parameters(), self.network.parameters(), strict=True)
        self.others = [(kept, used) for kept, used in copies if kept is not used]
        self.optimizers: list[Optimizer] = [SparseAdam([table], lr=stage.table_rate)]
        if self.moves_body:
            self.optimizers.append(Adam([kept for kept, _ in self.others], lr=stage.body_rate))

    def loss(self, russian: list[str], english: list[str], teacher: Tensor) -> Tensor:
        """The loss of a batch; `teacher` holds the English sentences' vectors."""
        student = embed(self.network, encode(self.tokenizer, russian), self.free)
        loss = cosine_loss(student, teacher) + contrastive_loss(student, teacher)
        if self.moves_body:
            own = embed(self.network, encode(self.tokenizer, english))
            loss = loss + cosine_loss(own, teacher) + contrastive_loss(student, own)
        return loss

    def step(self, russian: list[str], english: list[str], teacher: Tensor) -> float:
        """One update; the loss before it."""
        loss = self.loss(russian, english, teacher)
        self.network.zero_grad(set_to_none=True)
        loss.backward()
        if self.moves_body:
            self._carry_gradients()
        for optimizer in self.optimizers:
            optimizer.step()
        if self.moves_body:
            self._carry_values()
        return float(loss.detach())

    def _carry_gradients(self) -> None:
        """From the copy that computes to the values kept in 32 bits."""
        for kept, used in self.others:
            kept.grad = None if used.grad is None else used.grad.float()

    @torch.no_grad()
    def _carry_values(self) -> None:
        """Back to the copy that computes."""
        for kept, used in self.others:
            used.copy_(kept)

    def run(
        self, pairs: tuple[Pair, ...], teacher: Tensor, after_epoch: Callable[[int], None]
    ) -> None:
        """Train on all pairs; `teacher` has the shape (pairs, width)."""
        chance = random.Random(SEED)  # noqa: S311 - for repeating
        lengths = [len(pair.russian) for pair in pairs]
        steps = self.stage.epochs * sum(1 for _ in batches(lengths, self.stage.batch, chance))
        warm = max(1, round(steps * self.stage.warm_up))
        schedules = [
            LambdaLR(
                optimizer, lambda done: min((done + 1) / warm, (steps - done) / (steps - warm + 1))
            )
            for optimizer in self.optimizers
        ]
        done, recent = 0, 0.0
        for epoch in range(1, self.stage.epochs + 1):
            for places in batches(lengths, self.stage.batch, chance):
                russian = [with_slips(pairs[place].russian, chance) for place in places]
                english = [pairs[place].english for place in places]
                recent = 0.98 * recent + 0.02 * self.step(russian, english, teacher[places])
                for schedule in schedules:
                    schedule.step()
                done += 1
                if done % 100 == 0:
                    logger.info("%s: step %d of %d, %.4f", self.stage.name, done, steps, recent)
            after_epoch(epoch)
