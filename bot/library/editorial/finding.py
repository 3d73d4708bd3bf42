"""What a rule found: where in a text, and the sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import Problem
from bot.library.editorial.texts import Text
from bot.library.editorial.vocabulary import Exemption


@dataclass(frozen=True)
class Finding:
    """A part of a text that breaks a rule."""

    text: Text
    rule: str
    start: int
    end: int
    fault: str

    def problem(self) -> Problem:
        """The finding with its file and line."""
        line = self.text.line_of(self.start, self.end)
        message = f"{self.text.where}, {self.text.part}: {self.fault}"
        return Problem(self.text.file, line, message, self.rule)

    def is_exempt(self, exemption: Exemption) -> bool:
        """Whether an exception names this place and covers the words found."""
        if (exemption.where, exemption.rule) != (self.text.where, self.rule):
            return False
        start = self.text.text.find(exemption.text)
        while start >= 0:
            if start <= self.start and self.end <= start + len(exemption.text):
                return True
            start = self.text.text.find(exemption.text, start + 1)
        return False
