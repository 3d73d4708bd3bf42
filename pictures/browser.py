"""Draws a page with Chromium, without any window."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)
WIDTH = 904


def draw(html: str, picture: Path) -> None:
    """Write a picture of a page, as high as the page is.

    Raises:
        RuntimeError: there is no browser, or it drew nothing.
    """
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    if browser is None:
        raise RuntimeError("Chromium is needed to draw the pictures.")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8")
        command = [browser, *OPTIONS, f"--user-data-dir={folder}/profile"]
        shown = _run([*command, f"--window-size={WIDTH},800", "--dump-dom", page.as_uri()])
        height = re.search(r"<title>(\d+)</title>", shown)
        if height is None:
            raise RuntimeError("the browser shows nothing")
        size = f"--window-size={WIDTH},{height[1]}"
        _run([*command, size, f"--screenshot={picture}", page.as_uri()])


def _run(command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - a browser on our own page
        command, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout
