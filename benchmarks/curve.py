"""Curves on two logarithmic axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def draw(
    curves: Mapping[str, Sequence[tuple[float, float]]], axes: tuple[str, str], path: Path
) -> None:
    """Draw curves of (x, y) points as SVG, byte for byte the same for the same points."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    with pyplot.rc_context({"svg.hashsalt": "ryadom", "svg.fonttype": "none"}):
        figure, plot = pyplot.subplots(figsize=(6.4, 4.0))
        for name, points in curves.items():
            plot.loglog([x for x, _ in points], [y for _, y in points], marker="o", label=name)
        plot.set_xlabel(axes[0])
        plot.set_ylabel(axes[1])
        plot.grid(alpha=0.3)
        plot.legend()
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None})
        pyplot.close(figure)
