"""Measures one side in a process of its own: `python -m benchmarks.probe`, called by the others.

Nothing is imported before the process is bound to its cores, because libraries count them.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

SIDES = {"ryadom": "benchmarks.ryadom", "vanilla": "benchmarks.vanilla.assistant"}
TURNS = 300


def main() -> None:
    """Measure, and write what was found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("side", choices=sorted(SIDES))
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cores", type=int, default=0, help="all where it is 0")
    parser.add_argument("--began", type=float, default=0.0, help="time.monotonic() at the start")
    options = parser.parse_args()
    if options.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    from bot.logs import configure_logging

    configure_logging("ERROR")
    side = importlib.import_module(SIDES[options.side])
    found = asyncio.run(KINDS[options.kind](side, options))
    options.out.write_text(json.dumps(found), "utf-8")


async def _turns(side: Any, options: argparse.Namespace) -> dict[str, Any]:
    """Start-up and memory with the times of turns: a process that does nothing else."""
    from bot.settings import Settings

    settings = Settings.from_environment()
    agent = side.load(settings, options.model)
    startup = time.monotonic() - options.began
    from benchmarks.turns import times
    from bot.retrieval.questions import read_questions

    questions = read_questions(settings.root / "tests" / "data")
    texts = [question.text for question in questions[:: max(1, len(questions) // TURNS)]]
    return {"startup": startup, **await times(agent, texts), "memory": _peak_memory()}


async def _answers(side: Any, options: argparse.Namespace) -> dict[str, Any]:
    """The figures of `make evaluate`, for the questions unseen in training and for all."""
    from benchmarks.answers import figures
    from bot.cli.evaluation import training_texts
    from bot.retrieval.questions import read_questions, unseen
    from bot.settings import Settings

    settings = Settings.from_environment()
    agent = side.load(settings, options.model)
    everything = read_questions(settings.root / "tests" / "data")
    fresh = set(unseen(everything, training_texts(settings)))
    results = await side.results(agent, everything, settings)
    return {
        "unseen": figures([result for result in results if result.question in fresh]),
        "all": figures(results),
    }


async def _parts(side: Any, options: argparse.Namespace) -> dict[str, Any]:
    """The parts of this project's retrieval, on the unseen questions."""
    from rasa.core.agent import Agent

    from benchmarks.parts import measure
    from bot.cli.evaluation import training_texts
    from bot.languages import Languages
    from bot.retrieval.questions import read_questions, unseen
    from bot.settings import Settings

    settings = Settings.from_environment()
    everything = read_questions(settings.root / "tests" / "data")
    fresh = unseen(everything, training_texts(settings))
    return await measure(Agent.load(str(options.model)), fresh, Languages.read(settings.locales))


def _peak_memory() -> float:
    """The most memory the process has had, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


KINDS = {"turns": _turns, "answers": _answers, "parts": _parts}

if __name__ == "__main__":
    main()
