"""Draws the preview and the proof sheet into docs/."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.pofile import read_po

from bot.cli.locales.pofile import written
from bot.cli.preview.writing import preview
from bot.settings import ROOT, Settings
from tests.support.chromium import Tab, tab

FOLDER = ROOT / "docs"
READ = ("responses", "locales", "domain.yml")
ENTRY = "detained-2017"
WIDTH = 1280
NARROWER = 1120


def draw() -> None:
    """Write the three pictures."""
    with TemporaryDirectory() as folder, tab() as page:
        copy = replace(Settings(), root=_copied(Path(folder)))
        shown = Path(folder) / "page.html"
        _draw(page, shown, preview(copy), FOLDER / "preview.png", 1000)
        _draw(page, shown, preview(copy, ENTRY), FOLDER / "preview-entry.png")
        _take_back(copy.root / "locales" / "ru" / "LC_MESSAGES" / "messages.po")
        _draw(page, shown, preview(copy, ENTRY, "ru"), FOLDER / "proof-sheet.png")


def _copied(root: Path) -> Path:
    for name in READ:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, root / name)
    return root


def _take_back(po: Path) -> None:
    """Leave two strings untranslated, for the picture."""
    with po.open("rb") as file:
        catalog = read_po(file, locale="ru")
    catalog.get("Helpful").string = ""
    catalog.get("Ways to help").flags.add("fuzzy")
    po.write_text(written(catalog), "utf-8")


def _draw(page: Tab, shown: Path, html: str, picture: Path, height: int = 0) -> None:
    """Draw a page's top, or all of it where no height is given."""
    shown.write_text(html, "utf-8")
    width = WIDTH if height else NARROWER
    page.resize(width, height or 800)
    page.open(shown)
    page.resize(width, height or page.run("document.documentElement.scrollHeight"))
    page.picture(picture)


if __name__ == "__main__":
    draw()
