"""From which score on a message is taken for a cry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.cries import HARMLESS
from bot.retrieval.plateau import middle

Margins = NDArray[np.float32]
"""How far messages are ahead of harmless."""

MISS_WEIGHS = 1.5
"""The share of cries missed weighs so much more than the share of false alarms."""

DOUBT = 0.35
"""How wide the doubt is; both read off cross-validation over nlu/safety."""

REACH = 4
"""Steps of 0.02 to either side that count for a threshold: drawing the messages anew (bootstrap)
moves it half as much as without."""


@dataclass(frozen=True)
class Alarm:
    """How far one of SAFETY must be ahead of harmless.

    Attributes:
        doubt: from here on it is decided, unless the library knows the message very well.
        sure: from here on it is decided.
    """

    doubt: float
    sure: float


UNHEARD = Alarm(doubt=0.0, sure=0.0)
"""Of a language without labelled messages."""


def alarm_of(margins: Margins, labels: Sequence[str], intent: str) -> Alarm:
    """The alarm of an intent that costs least on labelled messages unseen in training.

    Args:
        margins: of each message for the intent, shape (messages,).
        labels: of each message.
        intent: one of SAFETY.
    """
    truth = np.array(labels)
    cries, harmless = margins[truth == intent], margins[truth == HARMLESS]
    if not len(cries) or not len(harmless):
        return UNHEARD
    grid = np.round(np.arange(-0.9, 0.9, 0.02), 2)
    costs = [MISS_WEIGHS * (cries < t).mean() + (harmless >= t).mean() for t in grid]
    best = float(grid[middle([-cost for cost in costs], REACH)])
    return Alarm(doubt=best, sure=best + DOUBT)
