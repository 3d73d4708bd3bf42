"""From which score on a message is taken for a cry."""

from __future__ import annotations

import numpy as np
import pytest

from bot.retrieval.alarm import DOUBT, UNHEARD, alarm_of


def threshold(cries: list[float], harmless: list[float]) -> float:
    """Where the doubt begins for messages with these margins."""
    margins = np.array([*cries, *harmless], dtype=np.float32)
    labels = ["at_risk"] * len(cries) + ["none"] * len(harmless)
    alarm = alarm_of(margins, labels, "at_risk")
    assert alarm.sure == pytest.approx(alarm.doubt + DOUBT)
    return alarm.doubt


def test_it_lies_between_what_can_be_told_apart() -> None:
    assert -0.4 < threshold([0.2, 0.3, 0.5], [-0.6, -0.5, -0.4]) <= 0.2


def test_a_missed_cry_weighs_more_than_a_false_alarm() -> None:
    cries, harmless = [-0.3, *[0.5] * 9], [-0.2, *[-0.8] * 9]
    assert threshold(cries, harmless) <= -0.3


def test_messages_of_other_labels_have_no_say() -> None:
    margins = np.array([0.3, -0.5, 0.9, 0.9], dtype=np.float32)
    with_others = alarm_of(margins, ["at_risk", "none", "exposure", "self_harm"], "at_risk")
    assert with_others == alarm_of(margins[:2], ["at_risk", "none"], "at_risk")


@pytest.mark.parametrize("labels", [["none", "none"], ["at_risk", "at_risk"]])
def test_without_both_sides_there_is_nothing_to_read_off(labels: list[str]) -> None:
    assert alarm_of(np.zeros(2, dtype=np.float32), labels, "at_risk") == UNHEARD
