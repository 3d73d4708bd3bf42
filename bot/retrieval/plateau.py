"""Where a curve is best and stays so: the peak of a jagged curve is chance.

Gains and costs counted on some hundred messages go up and down in steps. Their mean over
neighbouring values finds the middle of what is good, which moves little when a message is added.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def middle(gains: Sequence[float], reach: int) -> int:
    """The place of the highest mean of a value and `reach` neighbours to either side; the first
    of equals. Beyond the ends the last value goes on.

    Args:
        gains: at equal distances.
        reach: neighbours that count.
    """
    window = 2 * reach + 1
    padded = np.pad(np.asarray(gains, dtype=np.float64), reach, mode="edge")
    means = np.convolve(padded, np.ones(window) / window, "valid")
    return int(np.argmax(np.round(means, 12)))
