"""The state of a training that was stopped, so that it goes on where it stood."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

NAME = "checkpoint.pt"


@dataclass(slots=True)
class Checkpoint:
    """A file beside the weights, written every few minutes and removed at the end."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / NAME

    def write(self, state: dict[str, Any]) -> None:
        """Put the state in place by a rename: a reader never sees half a file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.path.with_suffix(".part")
        torch.save(state, part)
        os.replace(part, self.path)

    def read(self) -> dict[str, Any] | None:
        """The state, or None when there is none."""
        if not self.path.is_file():
            return None
        state: dict[str, Any] = torch.load(self.path, weights_only=True, map_location="cpu")
        return state

    def remove(self) -> None:
        """The training is done."""
        self.path.unlink(missing_ok=True)
