"""What a proof gives: one line for each promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """A promise and what was measured of it.

    Attributes:
        number: its number.
        name: in a few words.
        figure: what was measured.
        target: what it must be.
        held: whether it is.
        notes: sentences for those who read on: what was done, what the figure does not say.
    """

    number: int
    name: str
    figure: str
    target: str
    held: bool
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """In one or two words."""
        return "held" if self.held else "NOT HELD"

    def line(self) -> str:
        """As it is printed."""
        figure = f"{self.figure} (target {self.target})"
        return f"{self.number:>2}  {self.name:<40} {figure:<70} {self.verdict}"


def failed(number: int, name: str, reason: str) -> Promise:
    """A promise of which nothing could be shown, which is as bad as one that is not held."""
    return Promise(number, name, f"not shown: {reason}", "shown", False)


def table(promises: Sequence[Promise]) -> list[str]:
    """The lines of a table in Markdown."""
    rows = [f"| {p.number} | {p.name} | {p.figure} | {p.target} | {p.verdict} |" for p in promises]
    return ["| | promise | measured | target | |", "|---|---|---|---|---|", *rows]
