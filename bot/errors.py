"""Every error Ryadom raises on purpose.

RyadomError
├── SettingsError      a setting is missing or cannot be used
├── LibraryError       files of responses/, locales/ or nlu/ are not right (all problems at once)
├── EncoderError       the sentence encoder is missing or damaged
├── ModelError         there is no trained model, or it does not fit what is on disk
├── StoreError         the database is missing, down or full
└── TelegramError      Telegram refuses to serve this bot
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class RyadomError(Exception):
    """Base of all. `response` is the domain response a reader sees when it reaches a turn."""

    response: ClassVar[str] = "utter_default"


class SettingsError(RyadomError):
    """A setting is missing or cannot be used."""


class Severity(str, Enum):
    """Whether a problem must be mended before anything is shown, or can wait for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a file: where it stands and what to do.

    Attributes:
        file: path relative to the repository root.
        line: line number counted from 1; 0 where the whole file is meant.
        message: one sentence naming the fault and the fix.
        rule: the name of the rule that says so, where it has one.
    """

    file: str
    line: int
    message: str
    rule: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f" [{self.rule}]" if self.rule else "")


class LibraryError(RyadomError):
    """Files under responses/, locales/ or nlu/ are not right; holds every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.message)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class EncoderError(RyadomError):
    """The sentence encoder is missing or damaged."""


class ModelError(RyadomError):
    """There is no trained model, or it does not fit what is on disk."""


class StoreError(RyadomError):
    """The database is missing, down or full."""


class TelegramError(RyadomError):
    """Telegram refuses to serve this bot (wrong token, or another copy is running)."""
