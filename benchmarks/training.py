"""Trains a model in a process of its own and writes how long it took."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path


def main() -> None:
    """Train from a project's files, without Rasa's cache and without vectors kept before."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("domain", "config", "data", "model", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--began", type=float, help="time.monotonic() at the start")
    options = parser.parse_args()
    from bot.logs import configure_logging

    configure_logging("ERROR")
    from rasa.model_training import train

    from bot.retrieval.vector_cache import FILES
    from bot.settings import Settings

    for kept in Settings.from_environment().models.glob(FILES):
        kept.unlink()  # it is written anew
    began = time.monotonic()
    name = options.model.name.removesuffix(".tar.gz")
    result = train(
        str(options.domain),
        str(options.config),
        [str(options.data)],
        str(options.model.parent),
        fixed_model_name=name,
    )
    if not result.model:
        raise SystemExit("The model could not be trained.")
    options.out.write_text(json.dumps(time.monotonic() - began), "utf-8")


if __name__ == "__main__":
    main()
