"""PO files go through gettext's own tools, as Weblate and Poedit use them, and come back whole."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import copytree, which

import pytest

from bot.cli.locales.pofile import po_files, read, written
from bot.cli.locales.template import POT
from tests.support.content import ROOT

pytestmark = pytest.mark.skipif(
    not all(map(which, ("msgfmt", "msgmerge", "msgattrib"))), reason="needs GNU gettext"
)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    copytree(ROOT / "locales", tmp_path / "locales")
    return tmp_path


def run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr


def test_gettext_compiles_every_file(copied: Path) -> None:
    for path in po_files(copied):
        run("msgfmt", "--check", "-o", copied / "messages.mo", path)


def test_a_round_trip_leaves_no_difference(copied: Path) -> None:
    for path in po_files(copied):
        before = path.read_text("utf-8")
        run("msgmerge", "--update", "--backup=none", "--no-fuzzy-matching", path, copied / POT)
        run("msgattrib", "--no-wrap", "-o", path, path)
        run("msgattrib", "--width=79", "-o", path, path)
        assert written(read(path, copied)) == before
