"""A new language begins with its files; a code of none, or of one that is there, writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.cli.locales.addition import add_language
from bot.cli.locales.check import look_at
from bot.cli.locales.pofile import read
from bot.cli.locales.update import stale, update
from bot.errors import LibraryError
from bot.library.live import Edition
from tests.support.library_files import UMBRELLAS, write_library

INTENTS = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    glossary = "term\tuse\tavoid\twhy\numbrella\tзонт*\t\t\n"
    files = {"nlu/intents.en.yml": INTENTS, "locales/ru/glossary.tsv": glossary}
    write_library(tmp_path, files)
    update(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("code", "name", "plurals"), [("uk", "Ukrainian", 3), ("de", "German", 2), ("ce", "Chechen", 2)]
)
def test_what_a_language_begins_with(root: Path, code: str, name: str, plurals: int) -> None:
    said = add_language(root, code)
    folder = root / "locales" / code
    catalog = read(folder / "LC_MESSAGES" / "messages.po", root)
    assert (catalog.num_plurals, str(catalog.locale)) == (plurals, code)
    assert "Plural-Forms" in (folder / "LC_MESSAGES" / "messages.po").read_text("utf-8")
    style = (folder / "STYLE.md").read_text("utf-8")
    assert "## Ways of asking" in style and f"{plurals} plural forms" in style
    assert (folder / "glossary.tsv").read_text("utf-8").endswith("umbrella\t\t\t\n")
    intents = yaml.safe_load((root / "nlu" / f"intents.{code}.yml").read_text("utf-8"))
    assert intents == {"version": "3.1", "nlu": []}
    assert said.startswith(f"{name} can begin") and f"locales/{code}/STYLE.md" in said


def test_it_is_up_to_date_and_has_nothing_to_mend(root: Path) -> None:
    add_language(root, "uk")
    assert stale(root) == []
    assert look_at(root, "uk") == []
    assert set(Edition.read(root).languages.codes) == {"en", "ru"}


def test_ways_of_asking_in_it_are_welcome_and_not_needed(root: Path) -> None:
    add_language(root, "uk")
    path = root / "responses" / "faq" / "umbrellas.yml"
    path.write_text(UMBRELLAS.replace("    ru: [", "    uk: [парасолька]\n    ru: ["), "utf-8")
    assert Edition.read(root).library.entries["umbrellas"].asked_as["uk"] == ("парасолька",)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("xx", "no language that Unicode CLDR knows"),
        ("ukr", "another way of writing 'uk'; take that"),
        ("Ukrainian", "two or three small letters"),
        ("../x", "two or three small letters"),
        ("en", "needs no translation"),
        ("ru", "is there already; nothing was written"),
    ],
)
def test_what_is_refused_writes_nothing(root: Path, code: str, said: str) -> None:
    before = sorted(root.rglob("*"))
    with pytest.raises(LibraryError, match=said):
        add_language(root, code)
    assert sorted(root.rglob("*")) == before
