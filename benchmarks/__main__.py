"""This assistant beside Rasa's own default: `python -m benchmarks` (or `make benchmark`).

Prints a page of tables and writes it to docs/benchmarks.md. Models are kept in var/benchmarks with
the time that their training took, and used again until what they are made of changes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.answers import Figures
from benchmarks.model import Files, Record, trained
from benchmarks.page import page
from benchmarks.process import run
from benchmarks.side import PROBE, Side, measure
from benchmarks.vanilla.files import write
from bot.cli.training import model_path
from bot.errors import RyadomError
from bot.retrieval.encoder import NEEDED
from bot.settings import Settings

FILE = Path("docs") / "benchmarks.md"
FOLDER = "benchmarks"


def main() -> int:
    """Measure both sides and write the page; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--epochs", type=int, help="of the default, for a try-out")
    parser.add_argument("--train", action="store_true", help="train all models again")
    parser.add_argument(
        "--english-encoder", type=Path, metavar="FOLDER", help="all-MiniLM-L6-v2, to compare with"
    )
    options = parser.parse_args()
    try:
        settings = Settings.from_environment()
        model = model_path(settings)
    except RyadomError as error:
        print(error, file=sys.stderr)
        return 1
    if not model.is_file():
        print("The model is missing or out of date: run 'make train' first.", file=sys.stderr)
        return 1
    ryadom = _ryadom(settings, model, options.train)
    vanilla = _vanilla(settings, options.epochs, options.train)
    # In this order: an encoder's graph takes the place of the other's, and the own one is to stay.
    english = _english(settings, options.english_encoder, options.train)
    parts = run(PROBE, "parts", "ryadom", str(model))
    size = sum(path.stat().st_size for path in _encoder_files(settings))
    text = page(ryadom, vanilla, size, parts, english, options.epochs)
    (settings.root / FILE).write_text(text, "utf-8")
    print(text)
    return 0


def _ryadom(settings: Settings, model: Path, again: bool) -> Side:
    _say("this assistant")
    return measure("ryadom", model, _own(settings, "ryadom.tar.gz", again))


def _own(settings: Settings, name: str, again: bool, encoder: Path | None = None) -> Record:
    """This project's training; for its time, and for models with another encoder."""
    root = settings.root
    files = Files(root / "domain.yml", root / "config.yml", root / "nlu")
    key = model_path(replace(settings, encoder=str(encoder or settings.encoder))).name
    return trained(_kept(settings) / name, files, key, again, encoder)


def _vanilla(settings: Settings, epochs: int | None, again: bool) -> Side:
    _say("Rasa's default")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(settings, root, epochs)
        files = Files(root / "domain.yml", root / "config.yml", root / "data")
        model = _kept(settings) / f"vanilla{epochs or ''}.tar.gz"
        training = trained(model, files, files.key(), again)
    return measure("vanilla", model, training)


def _encoder_files(settings: Settings) -> list[Path]:
    """What the encoder is made of; nothing where it is on a hub."""
    return [path for name in NEEDED if (path := Path(settings.encoder) / name).is_file()]


def _kept(settings: Settings) -> Path:
    return settings.root / "var" / FOLDER


def _english(settings: Settings, encoder: Path | None, again: bool) -> dict[str, Figures] | None:
    """The parts with an English encoder, None where there is none."""
    if encoder is None:
        return None
    _say("this assistant with an English encoder")
    _own(settings, "english.tar.gz", again, encoder.resolve())
    model = _kept(settings) / "english.tar.gz"
    found: dict[str, Figures] = run(PROBE, "parts", "ryadom", str(model), encoder=encoder.resolve())
    return found


def _say(what: str) -> None:
    print(f"Training and measuring: {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
