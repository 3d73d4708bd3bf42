"""What is measured of one side, each part in a process of its own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.answers import Figures
from benchmarks.model import Record
from benchmarks.process import run

PROBE = "benchmarks.probe"
CORES = (1, 2)


@dataclass(frozen=True)
class Side:
    """One side's figures.

    Attributes:
        answers: "unseen" and "all" → the rows of `make evaluate`.
        turns: cores → milliseconds, turns a second, seconds to start, MB of memory.
        training: how its model was trained.
        size: of the model, in bytes.
        load: processes that were running or waiting when measuring began.
    """

    answers: dict[str, Figures]
    turns: dict[int, dict[str, Any]]
    training: Record
    size: int
    load: float


def measure(name: str, model: Path, training: Record) -> Side:
    """Measure a side of `benchmarks.probe` with a model."""
    # First, because the first start writes the encoder's graph, which is no part of others.
    answers = run(PROBE, "answers", name, str(model))
    load = os.getloadavg()[0]
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    turns = {
        cores: run(PROBE, "turns", name, str(model), "--cores", str(cores))
        for cores in CORES
        if cores <= able
    }
    return Side(answers, turns, training, model.stat().st_size, load)
