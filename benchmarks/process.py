"""Runs a module of benchmarks/ in a process of its own and reads what it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PRIVATE = ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "REDIS_URL")
"""Settings of a copy that serves people; no benchmark touches what they lead to."""

SHOWN = 2000
"""Characters shown of what a failed process said."""


def run(module: str, *arguments: str, encoder: Path | None = None) -> Any:
    """What a module writes as JSON into the file it is given after its arguments.

    Args:
        module: to run with `python -m`.
        arguments: of the module, before the file's path.
        encoder: another sentence encoder.

    Raises:
        SystemExit: it failed; with the end of what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {k: v for k, v in os.environ.items() if k not in PRIVATE}
        # Rasa's cache would take parts of an earlier model, and training would take no time.
        environment |= {"STATE_DIRECTORY": folder, "RASA_MAX_CACHE_SIZE": "0"}
        if encoder:
            environment["ENCODER"] = str(encoder)
        out = Path(folder) / "found.json"
        command = [sys.executable, "-W", "ignore", "-m", module, *arguments, str(out)]
        command += ["--began", str(time.monotonic())]
        done = subprocess.run(  # noqa: S603
            command, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:  # what else is said there is Rasa's progress
            raise SystemExit(f"{module} failed.\n{done.stderr[-SHOWN:]}")
        return json.loads(out.read_text("utf-8"))
