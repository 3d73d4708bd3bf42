"""`python -m bot train`: trains the assistant when what it is made of has changed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

import yaml

from bot.cli.check.learning import require_learnable
from bot.errors import ModelError
from bot.library.live import Edition
from bot.retrieval.corpus import fingerprint
from bot.retrieval.encoder import encoder_fingerprint
from bot.retrieval.vector_cache import FILES
from bot.settings import Settings

KEPT = 2
"""Models, and files of vectors, kept beside the newest one."""


def model_path(settings: Settings) -> Path:
    """Where the model for the files as they are now belongs; its name is their hash."""
    digest = hashlib.sha256(fingerprint(settings).encode())
    digest.update(encoder_fingerprint(settings.encoder).encode())
    digest.update((settings.root / "config.yml").read_bytes())
    domain = yaml.load((settings.root / "domain.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    domain["responses"] = sorted(domain["responses"])  # their texts need no training
    digest.update(repr(domain).encode())
    return settings.models / f"ryadom-{digest.hexdigest()[:16]}.tar.gz"


def ensure_model(settings: Settings) -> bool:
    """Train unless the model for the files as they are now is there; whether it trained.

    Raises:
        LibraryError: a file under responses/ or locales/ is not right, or one under nlu/ cannot be
            learnt from.
        ModelError: training failed.
    """
    Edition.read(settings.root)
    path = model_path(settings)
    if path.is_file():
        path.touch()  # the newest model is the one in use
        return False
    require_learnable(settings.root)
    _say("Training the assistant; this takes a few minutes and happens once …")
    began = time.monotonic()
    _train(settings, path)
    _say(f"Trained in {time.monotonic() - began:.0f} s.")
    for kind in ("*.tar.gz", FILES):
        for old in sorted(settings.models.glob(kind), key=os.path.getmtime)[: -KEPT - 1]:
            old.unlink()
    return True


def _train(settings: Settings, path: Path) -> None:
    """Rasa trains into a folder of its own, so that a half-written model is never picked up."""
    from rasa.model_training import train

    settings.models.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=settings.models) as folder,
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        result = train(
            domain=str(settings.root / "domain.yml"),
            config=str(settings.root / "config.yml"),
            training_files=[str(settings.root / "nlu")],
            output=folder,
            fixed_model_name=path.name.removesuffix(".tar.gz"),
        )
        if not result.model:
            raise ModelError("The assistant could not be trained; LOG_LEVEL=DEBUG says more.")
        Path(result.model).rename(path)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
