"""What the parts of the retrieval are worth: the same index with some of its scores left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa.core.agent import Agent

from benchmarks.answers import Figures, figures
from benchmarks.variant import AS_USED, DENSE_ONLY, FUSED, LEXICAL_ONLY, ONE_RULE
from bot.assistant.retriever import KnowledgeRetriever
from bot.cli.evaluation import results_of
from bot.cli.figures import Result, Row
from bot.languages import Languages
from bot.retrieval.questions import Labelled
from bot.retrieval.ranker import OFFERED, SHORT, Calibration, Ranker, Weights
from bot.text import words


def _share(most: int, longest: int | None = None) -> Row:
    """How many have a right entry among the first `most`, of messages up to so many words."""

    def row(results: Sequence[Result]) -> str:
        cases = [r for r in results if longest is None or len(words(r.question.text)) <= longest]
        hits = sum(bool(set(r.entries[:most]) & set(r.question.entries)) for r in cases)
        return f"{hits}/{len(cases)} {100 * hits / max(1, len(cases)):.1f} %"

    return row


PLACES: dict[str, Row] = {
    "first": _share(1),
    f"first {OFFERED}": _share(OFFERED),
    "short, first": _share(1, SHORT),
}
"""What is counted of each variant."""


def variants(used: Calibration) -> dict[str, Calibration]:
    """Calibrations that leave something out; what is left keeps its proportions."""

    def without(*names: str) -> Calibration:
        short, longer = (_without(names, weights) for weights in (used.short, used.longer))
        return replace(used, short=short, longer=longer)

    return {
        LEXICAL_ONLY: without("dense", "targets", "intents"),
        DENSE_ONLY: without("stems", "ngrams", "targets", "intents"),
        FUSED: without("targets", "intents"),
        ONE_RULE: replace(used, short=used.longer),
        AS_USED: used,
    }


def _without(names: Sequence[str], weights: Weights) -> Weights:
    left = replace(weights, **dict.fromkeys(names, 0.0))
    total = left.dense + left.stems + left.ngrams
    scaled = {name: getattr(left, name) / total for name in ("dense", "stems", "ngrams")}
    return replace(left, **scaled)


async def measure(
    agent: Agent, questions: Sequence[Labelled], languages: Languages
) -> dict[str, Figures]:
    """For each variant how often the right entry ranks first and among the first three.

    The order of the entries alone counts, not whether the best of them is good enough to be
    shown: thresholds belong to the weights that they were calibrated with.

    Args:
        agent: with a model of this project; it is left as it was.
        questions: labelled; those without an entry are passed over.
        languages: of the assistant.
    """
    ranker = ranker_of(agent)
    used = ranker.calibration
    asked = [question for question in questions if question.entries]
    found = {}
    try:
        for name, calibration in variants(used).items():
            ranker.calibration = calibration
            found[name] = figures(await results_of(agent, asked, languages), PLACES)
    finally:
        ranker.calibration = used
    return found


def ranker_of(agent: Agent) -> Ranker:
    """The ranker inside a loaded agent, for which Rasa has no way in."""
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    trained = [n._component._trained for n in nodes if isinstance(n._component, KnowledgeRetriever)]
    return next(part.ranker for part in trained if part)
