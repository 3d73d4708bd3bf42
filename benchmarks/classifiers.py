"""Compares intent classifiers on development questions: `python -m benchmarks.classifiers`.

This project's own pipeline against Rasa's LogisticRegressionClassifier and DIET over the same
sentence embedding and character n-grams. Rasa's see the library as one intent, `faq`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import statistics
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import yaml

from bot.logs import configure_logging
from bot.settings import Settings

BASE = [
    {"name": "bot.assistant.detector.LanguageDetector"},
    {"name": "WhitespaceTokenizer"},
    {"name": "bot.assistant.featurizer.BilingualFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]


async def main() -> None:
    """Train each pipeline and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=20, help="of DIET")
    options = parser.parse_args()
    settings = Settings.from_environment()
    configure_logging("ERROR")
    warnings.simplefilter("ignore")
    own = yaml.safe_load((settings.root / "config.yml").read_text("utf-8"))
    pipelines = {
        "own": own["pipeline"],
        "LogisticRegression": [*BASE, {"name": "LogisticRegressionClassifier"}],
        f"DIET, {options.epochs} epochs": [
            *BASE,
            {"name": "DIETClassifier", "epochs": options.epochs, "entity_recognition": False},
        ],
    }
    print(f"{'':<24}{'right %':>8}{'danger %':>10}{'train s':>9}{'p50 ms':>8}")
    for name, pipeline in pipelines.items():
        print(f"{name:<24}" + await _measure({**own, "pipeline": pipeline}, settings), flush=True)


async def _measure(config: dict[str, Any], settings: Settings) -> str:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.model_training import train

    from bot.cli.evaluation import training_texts
    from bot.retrieval.questions import read_questions, unseen

    with tempfile.TemporaryDirectory(dir=settings.root) as folder:
        path = settings.root / f".config-{Path(folder).name}.yml"
        path.write_text(yaml.safe_dump(config), "utf-8")
        try:
            began = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                result = train(str(settings.root / "domain.yml"), str(path), ["nlu"], folder)
            seconds = time.perf_counter() - began
        finally:
            path.unlink()
        agent = Agent.load(result.model)
    questions = unseen(
        read_questions(settings.root / "nlu" / "calibration"), training_texts(settings)
    )
    right, danger, times = [], [], []
    for question in questions:
        began = time.perf_counter()
        parsed = await agent.processor.parse_message(UserMessage(question.text))
        times.append(1000 * (time.perf_counter() - began))
        intent = parsed["intent"]["name"]
        if intent == "nlu_fallback":
            intent = "out_of_scope"
        expected = {*question.intents, *(["faq"] if question.entries else [])}
        right.append(intent in expected)
        if expected & {"at_risk", "self_harm"} and "faq" not in expected:
            danger.append(intent in ("at_risk", "self_harm"))
    return (
        f"{100 * statistics.mean(right):>8.1f}{100 * statistics.mean(danger):>10.1f}"
        f"{seconds:>9.0f}{statistics.median(times):>8.1f}"
    )


if __name__ == "__main__":
    asyncio.run(main())
