"""What a side costs: time of a turn, start-up, memory, training, size."""

from __future__ import annotations

from benchmarks.side import Side
from benchmarks.table import table

TURNS = {
    "turn, p50": ("p50", "{:.1f} ms"),
    "turn, p95": ("p95", "{:.1f} ms"),
    "turns a second": ("rate", "{:.0f}"),
    "turns with a reply": ("replied", "{:.1%}"),
    "start-up": ("startup", "{:.1f} s"),
    "peak memory": ("memory", "{:.0f} MB"),
}
"""Name of a row → what it shows of a run, and how."""


def cost(ryadom: Side, vanilla: Side, encoder_size: int) -> str:
    """The table: for one core and for two the times, then training and size.

    Args:
        ryadom: this project's assistant.
        vanilla: Rasa's default.
        encoder_size: bytes of the sentence encoder, which is no part of the model.
    """
    sides = (ryadom, vanilla)
    rows = []
    for cores in sorted(ryadom.turns.keys() & vanilla.turns.keys()):
        on = f"{cores} core{'s' if cores > 1 else ''}"
        rows += [
            [f"{name}, {on}", *(form.format(side.turns[cores][key]) for side in sides)]
            for name, (key, form) in TURNS.items()
        ]
    rows.append(["training", *(_minutes(s.training.seconds) for s in sides)])
    sizes = [_megabytes(s.size) for s in sides]
    sizes[0] += f" + encoder {_megabytes(encoder_size)}"
    rows.append(["model", *sizes])
    return table(["", "Ryadom", "Rasa's default"], rows)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
