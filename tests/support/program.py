"""Runs a few lines as a program of their own, with the repository's modules at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def output_of(lines: str) -> str:
    """All that the program prints, on both streams."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own lines
        [sys.executable, "-c", lines],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout + done.stderr
