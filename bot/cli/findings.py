"""What the launch check has found: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What a line of the launch check says."""

    OK = "ok"
    FAIL = "FAIL"
    ASK = "ask yourself"


@dataclass(frozen=True)
class Finding:
    """One line of the launch check.

    Attributes:
        verdict: whether it holds, or only a person can tell.
        about: what was looked at.
        says: what was found, and where it does not hold the fix in one sentence.
    """

    verdict: Verdict
    about: str
    says: str

    def __str__(self) -> str:
        return f"{self.verdict.value:<12}  {self.about}: {self.says}"


def ok(about: str, says: str) -> Finding:
    """It holds."""
    return Finding(Verdict.OK, about, says)


def fail(about: str, says: str) -> Finding:
    """It does not hold."""
    return Finding(Verdict.FAIL, about, says)


def ask(about: str, says: str) -> Finding:
    """Only a person can tell."""
    return Finding(Verdict.ASK, about, says)


def judged(holds: bool, about: str, says: str, mend: str) -> Finding:
    """One of the two sentences, by whether it holds."""
    return ok(about, says) if holds else fail(about, mend)
