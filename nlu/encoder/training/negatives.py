"""Wrong answers to learn from: other sentences' vectors, the likeliest ones among them.

The teacher's vectors are computed once and never change, so a wrong answer costs no pass through
the network (as in Xiong et al. 2021, "Approximate nearest neighbor negative contrastive learning",
without their index having to be renewed).
"""

from __future__ import annotations

import torch
from torch import Tensor

RANDOM = 2048
"""Wrong answers drawn at random for a batch."""
HARD = 8
"""The nearest other sentences of each sentence, of which two are drawn for it."""
ALIKE = 0.9
"""Sentences nearer than this may say the same; they are no wrong answers."""
BLOCK = 1024


class Bank:
    """The teacher's vectors of all that may be a wrong answer."""

    def __init__(self, vectors: Tensor, random: int = RANDOM, hard: int = HARD) -> None:
        """Find each sentence's nearest others.

        Args:
            vectors: unit vectors, shape (sentences, width), on the device that trains.
            random: drawn for a batch.
            hard: kept for a sentence.
        """
        self.vectors = vectors
        self.random = min(random, len(vectors))
        self.neighbours = nearest(vectors, min(hard, len(vectors) - 1))

    def draw(self, places: list[int], generator: torch.Generator) -> Tensor:
        """Wrong answers for the sentences at `places`, shape (drawn, width)."""
        drawn = torch.randint(len(self.vectors), (self.random,), generator=generator)
        if not self.neighbours.shape[1]:
            return self.vectors[drawn.to(self.vectors.device)]
        kept = self.neighbours[torch.tensor(places)]
        which = torch.randint(kept.shape[1], (len(places), 2), generator=generator)
        return self.vectors[torch.cat([drawn, kept.gather(1, which).ravel()])]


@torch.no_grad()
def nearest(vectors: Tensor, count: int) -> Tensor:
    """Places of the `count` nearest others that are not `ALIKE`, shape (sentences, count)."""
    found = torch.empty(len(vectors), count, dtype=torch.long)
    compared = vectors.bfloat16()
    for start in range(0, len(vectors), BLOCK):
        scores = (compared[start : start + BLOCK] @ compared.T).float()
        scores[scores > ALIKE] = -1
        found[start : start + BLOCK] = scores.topk(count, dim=1).indices.cpu()
    return found
