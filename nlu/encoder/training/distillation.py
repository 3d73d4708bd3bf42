"""The student learns to give a Russian sentence the vector of its English translation.

Reimers and Gurevych (2020), "Making monolingual sentence embeddings multilingual using knowledge
distillation", with the contrastive loss of Henderson et al. (2017) against other sentences, since
retrieval asks for the nearest and not for the near.
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.optim import Adam, Optimizer, SparseAdam
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

from .augmentation import LATIN_SHARE, in_latin, with_slips
from .corpus import SEED, Pair
from .negatives import ALIKE, Bank
from .segmentation import Segmenter, encode
from .student import embed, in_16_bits, table_of

logger = logging.getLogger(__name__)

POOL = 50
SAVE_EVERY = 500
"""Steps between two checkpoints, about five minutes on two cores."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How a stretch of training goes; with `body_rate` 0 the body stays as it is.

    `scale` is the inverse temperature of the contrastive loss. `held` is the share of a batch
    whose English sentences are held to the teacher while the body learns.
    """

    name: str
    epochs: int
    batch: int
    table_rate: float
    body_rate: float = 0.0
    warm_up: float = 0.1
    scale: float = 20.0
    held: float = 0.25


ROWS = Stage("rows", epochs=2, batch=128, table_rate=1.5e-3)
BODY = Stage("body", epochs=3, batch=128, table_rate=5e-4, body_rate=1e-4, scale=30.0)


def cosine_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Mean of 1 - cosine over two matrices of unit vectors, shape (batch, width)."""
    return 1 - (student * teacher).sum(-1).mean()


def contrastive_loss(student: Tensor, teacher: Tensor, wrong: Tensor, scale: float) -> Tensor:
    """Cross-entropy of finding each vector's partner, in the batch both ways and among `wrong`.

    Wrong answers that the teacher finds `ALIKE` do not count. Shapes: (batch, width) twice, and
    (drawn, width).
    """
    answers = torch.cat([teacher, wrong])
    partners = torch.arange(len(student), device=student.device)
    alike = teacher @ answers.T > ALIKE
    alike[partners, partners] = False
    scores = (scale * student @ answers.T).masked_fill(alike, -math.inf)
    back = scores[:, : len(student)].T
    return (cross_entropy(scores, partners) + cross_entropy(back, partners)) / 2


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


class Distillation:
    """One stage's training of a student towards the teacher's vectors."""

    def __init__(self, body: BertModel, tokenizer: Tokenizer, rows: Tensor, stage: Stage) -> None:
        """Take a student's body and the truth value of each row of its table: may it change?"""
        self.tokenizer, self.stage, self.body = tokenizer, stage, body
        self.segmenter = Segmenter(tokenizer)
        self.moves_body = stage.body_rate > 0
        self.free = None if self.moves_body else rows.to(table_of(body).device)
        self.network = in_16_bits(body).requires_grad_(self.moves_body)
        table = table_of(body).requires_grad_(True)
        copies = zip(body.parameters(), self.network.parameters(), strict=True)
        self.others = [(kept, used) for kept, used in copies if kept is not used]
        self.optimizers: list[Optimizer] = [SparseAdam([table], lr=stage.table_rate)]
        if self.moves_body:
            parameters = [kept for kept, _ in self.others]
            self.optimizers.append(Adam(parameters, lr=stage.body_rate, fused=True))

    def loss(
        self, russian: list[list[int]], english: list[list[int]], teacher: Tensor, wrong: Tensor
    ) -> Tensor:
        """The loss of a batch.

        Args:
            russian: ids of the Russian sentences.
            english: ids of their translations; only a share of them is looked at.
            teacher: the translations' vectors, shape (batch, width).
            wrong: vectors of other sentences, shape (drawn, width).
        """
        student = embed(self.network, russian, self.free)
        loss = cosine_loss(student, teacher)
        loss = loss + contrastive_loss(student, teacher, wrong, self.stage.scale)
        if self.moves_body:
            count = max(1, round(len(english) * self.stage.held))
            step = len(english) // count
            held = english[::step]
            loss = loss + cosine_loss(embed(self.network, held), teacher[::step])
        return loss

    def step(
        self, russian: list[list[int]], english: list[list[int]], teacher: Tensor, wrong: Tensor
    ) -> float:
        """One update; the loss before it."""
        loss = self.loss(russian, english, teacher, wrong)
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
        self,
        pairs: tuple[Pair, ...],
        bank: Bank,
        after_epoch: Callable[[int], None],
        state: dict[str, Any] | None = None,
        keep: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        """Train on all pairs.

        Args:
            pairs: what to learn.
            bank: the teacher's vectors, shape (pairs, width), row by row those of `pairs`.
            after_epoch: called with the number of the epoch that ended.
            state: of this stage, as `keep` got it, to go on from.
            keep: called with the state every `SAVE_EVERY` steps.
        """
        lengths = [len(pair.russian) for pair in pairs]
        an_epoch = sum(1 for _ in batches(lengths, self.stage.batch, self._chance(0)))
        steps = self.stage.epochs * an_epoch
        warm = max(1, round(steps * self.stage.warm_up))
        schedules = [
            LambdaLR(
                optimizer, lambda done: min((done + 1) / warm, (steps - done) / (steps - warm + 1))
            )
            for optimizer in self.optimizers
        ]
        first = self._restore(state, schedules) if state else 0
        done, recent = 0, 0.0
        for epoch in range(1, self.stage.epochs + 1):
            for places in batches(lengths, self.stage.batch, self._chance(epoch)):
                done += 1
                if done <= first:
                    continue
                loss = self._learn([pairs[place] for place in places], places, bank, done)
                recent = 0.98 * recent + 0.02 * loss
                for schedule in schedules:
                    schedule.step()
                if done % 100 == 0:
                    logger.info("%s: step %d of %d, %.4f", self.stage.name, done, steps, recent)
                if keep and done % SAVE_EVERY == 0:
                    keep(self._state(done, schedules))
            if done > first:
                after_epoch(epoch)

    def _learn(self, pairs: list[Pair], places: list[int], bank: Bank, done: int) -> float:
        """One step; its chances depend on nothing but its number."""
        chance = self._chance(-done)
        russian = [self._spoiled(pair.russian, chance) for pair in pairs]
        english = encode(self.tokenizer, [pair.english for pair in pairs])
        generator = torch.Generator().manual_seed(SEED + done)
        teacher = bank.vectors[torch.tensor(places)]
        ids = self.segmenter.encode(russian, chance)
        return self.step(ids, english, teacher, bank.draw(places, generator))

    def _spoiled(self, russian: str, chance: random.Random) -> str:
        """As somebody types it in haste, or, once Latin rows may learn, without Cyrillic keys."""
        if self.moves_body and chance.random() < LATIN_SHARE:
            return in_latin(russian)
        return with_slips(russian, chance)

    def _chance(self, number: int) -> random.Random:
        return random.Random(f"{SEED} {self.stage.name} {number}")  # noqa: S311 - for repeating

    def _state(self, done: int, schedules: list[LambdaLR]) -> dict[str, Any]:
        return {
            "stage": self.stage.name,
            "done": done,
            "body": self.body.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "schedules": [schedule.state_dict() for schedule in schedules],
        }

    def _restore(self, state: dict[str, Any], schedules: list[LambdaLR]) -> int:
        """Go back to a state; the number of steps done by then."""
        self.body.load_state_dict(state["body"])
        self._carry_values()
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        for schedule, kept in zip(schedules, state["schedules"], strict=True):
            schedule.load_state_dict(kept)
        return int(state["done"])
