"""What readers get now and what they got before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cli.asking.questions import Asked
from bot.retrieval.cries import SAFETY
from bot.retrieval.questions import INTENT
from bot.retrieval.ranker import OFFERED, Outcome

Parsed = Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """What a reader gets: an outcome, and the entries, the paragraph or the intent it is about."""

    outcome: str
    targets: tuple[str, ...]

    @classmethod
    def of(cls, parsed: Parsed) -> Decision:
        """The decision in what `parsing.parse` found; the order of a choice does not count."""
        entries = [str(candidate["target"]) for candidate in parsed["entries"]]
        targets = {
            Outcome.INTENT.value: [INTENT + str(parsed["intent"])],
            Outcome.ANSWER.value: entries[:1],
            Outcome.CHOICE.value: sorted(entries[:OFFERED]),
            Outcome.PASSAGE.value: [str(c["target"]) for c in parsed["passages"][:1]],
        }
        return cls(parsed["outcome"], tuple(targets.get(parsed["outcome"], ())))

    @property
    def is_safety(self) -> bool:
        """Whether it is the reply to danger, to despair, or to a request that exposes people."""
        return any(target.removeprefix(INTENT) in SAFETY for target in self.targets)

    def __str__(self) -> str:
        return " ".join((self.outcome, *self.targets))


@dataclass(frozen=True)
class Change:
    """A question that gets another answer now."""

    asked: Asked
    before: Decision
    after: Decision

    @property
    def verdict(self) -> str:
        """`safety lost`, `worse`, `better`, or nothing where nobody can say."""
        if self.before.is_safety and not self.after.is_safety:
            return "safety lost"
        if not self.asked.expected:
            return ""
        good = [
            bool(set(self.asked.expected) & set(decision.targets))
            for decision in (self.before, self.after)
        ]
        return "" if good[0] == good[1] else "better" if good[1] else "worse"


_FIRST = ("safety lost", "worse", "", "better")


def changes(
    questions: Sequence[Asked], before: Sequence[Parsed], after: Sequence[Parsed]
) -> list[Change]:
    """The questions that get another answer, what weighs most first."""
    found = [
        Change(asked, Decision.of(old), Decision.of(new))
        for asked, old, new in zip(questions, before, after, strict=True)
        if Decision.of(old) != Decision.of(new)
    ]
    return sorted(found, key=lambda change: _FIRST.index(change.verdict))
