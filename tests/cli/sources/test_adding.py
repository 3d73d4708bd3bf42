"""Adding a source: both files or neither, the digest complete or refused."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli.sources import shelf
from bot.cli.sources.adding import Added, add, attach
from bot.cli.sources.document import DocumentError
from bot.cli.sources.fetching import Fetched
from bot.cli.sources.shelf import kept, remove
from bot.errors import LibraryError
from bot.library.live import Edition
from bot.library.loader import load
from bot.settings import Settings
from tests.cli.sources.files import RAIN, RUSSIAN, WIND, page
from tests.support.editorial import write_texts

TODAY = date(2026, 11, 21)
SECRET = "Anna Hidden may be reached at anna@hidden.example or by telephone in the evening."
GIVEN = {
    "publisher": "The Weather Gazette",
    "title": "It rained for days",
    "date": "2001-05",
    "date_basis": "stated",
    "summary": "Nine wet days in a row: so the Gazette.",
}
DIGEST = """\
---
id: theweathergazette-2001-05
publisher: "The Weather Gazette"
author: null
title: "It rained for days"
date: 2001-05
date_basis: stated
date_note: null
address: null
address_note: null
language: en
checked: 2026-11-21
---

## p1

Nine wet days in a row: so the Gazette.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A small library, and a folder for what is kept."""
    return replace(Settings(), root=write_texts(tmp_path / "root"), state=tmp_path / "var")


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A document."""
    path = tmp_path / "report.txt"
    path.write_text(f"{RAIN}\n\n{SECRET}\n\n{WIND}\n", "utf-8")
    return str(path)


def no_fetch(address: str) -> Fetched:
    raise AssertionError("nothing is to be fetched")


def added(settings: Settings, where: str, **given: str) -> Added:
    return add(settings, where, {**GIVEN, **given}, fetch=no_fetch, ask=None, today=TODAY)


def files(settings: Settings) -> set[str]:
    """Every file below the library and what is kept."""
    folders = (settings.responses, settings.state)
    return {str(path) for folder in folders for path in folder.rglob("*") if path.is_file()}


def refused(settings: Settings, where: str, **given: str) -> str:
    """The sentence; nothing was written."""
    before = files(settings)
    with pytest.raises(DocumentError) as caught:
        added(settings, where, **given)
    assert files(settings) == before
    return str(caught.value)


def test_the_text_is_kept_and_a_digest_written(settings: Settings, report: str) -> None:
    found = added(settings, report)
    assert found.id == "theweathergazette-2001-05"
    assert (found.paragraphs, found.offered, found.is_finished) == (3, 2, True)
    assert set(found.kept_back) >= {"names", "contacts"}
    assert found.digest == "responses/sources/theweathergazette-2001-05.md"
    assert (settings.root / found.digest).read_text("utf-8") == DIGEST
    text = settings.documents / "theweathergazette-2001-05.txt"
    assert text.read_text("utf-8") == f"{RAIN}\n\n{SECRET}\n\n{WIND}\n"
    extracts = Edition.read(settings.root, settings.documents).extracts
    assert [extract.text for extract in extracts.values()] == [RAIN, WIND]


def test_a_digest_without_words_of_our_own_is_refused_by_the_checks(
    settings: Settings, report: str
) -> None:
    found = added(settings, report, summary="")
    assert not found.is_finished
    with pytest.raises(LibraryError) as caught:
        load(settings.root)
    assert str(caught.value) == (
        f"{found.digest}:15: '## p1' is empty; write in your own words what the document says, "
        "or drop it."
    )


def test_everything_that_is_missing_is_named_at_once(settings: Settings, report: str) -> None:
    said = refused(settings, report, publisher="", date_basis="", title="")
    assert said == (
        "these details are to be mended: --publisher is missing; --title is missing; "
        "--date-basis is missing; --date-note is missing."
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("date", "2001-13", "--date must be a date such as"),
        ("date", "yesterday", "--date must be a date such as"),
        ("date_basis", "guessed", "--date-basis must be one of stated, inferred"),
        ("date_basis", "inferred", "--date-note is missing"),
        ("address", "gazette", "--address must be a web address"),
        ("language", "English", "--language must be a code such as en or ru"),
        ("id", "Rain 2001", "--id must be a-z, 0-9 and single hyphens"),
        ("id", "../../rain", "--id must be a-z, 0-9 and single hyphens"),
        ("id", "gazette-2001", "--id 'gazette-2001' is taken"),
        ("summary", f"They say: {RAIN}", "--summary stands word for word in the document"),
        ("summary", "It is {wet}.", "--summary must be a sentence without braces"),
        ("summary", "# Rain", "--summary must be a sentence without braces"),
    ],
)
def test_details_that_cannot_be_used(
    settings: Settings, report: str, name: str, value: str, said: str
) -> None:
    assert said in refused(settings, report, **{name: value})


def test_a_person_is_asked_and_asked_again(settings: Settings, report: str) -> None:
    typed = {
        "Publisher": ["", "Gazette"],
        "Title": ["Rain"],
        "Author": ["-"],
        "Date": ["2001"],
        "Does": ["inferred"],
        "How": ['From the "wind".'],
        "Address": [""],
        "Language": ["en"],
        "Id": ["rain"],
        "First": ["It rained."],
    }
    asked: list[str] = []

    def ask(question: str, proposed: str) -> str:
        asked.append(question)
        word = question.splitlines()[-1].split()[0].strip(",")
        return typed[word].pop(0)

    found = add(settings, report, {}, fetch=no_fetch, ask=ask, today=TODAY)
    source = load(settings.root).sources["rain"]
    assert found.id == "rain"
    assert (source.publisher, source.date_note) == ("Gazette", 'From the "wind".')
    assert "publisher is missing." in asked[2]
    assert all(not left for left in typed.values())


def test_the_author_of_a_file_is_not_taken_unasked(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "rain.html"
    path.write_bytes(page())
    found = added(settings, str(path))
    assert load(settings.root).sources[found.id].author == ""


def test_a_russian_document_is_proposed_no_russian_title(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "rain.html"
    path.write_bytes(page(RUSSIAN, language="ru"))
    given = {name: value for name, value in GIVEN.items() if name != "title"}
    with pytest.raises(DocumentError, match="--title is missing"):
        add(settings, str(path), given, fetch=no_fetch, ask=None, today=TODAY)


def test_a_page_keeps_its_address_and_is_added_once(settings: Settings) -> None:
    address = "https://gazette.example/days"

    def fetch(asked: str) -> Fetched:
        return Fetched(asked, page(), "")

    given = {"date_basis": "stated", "summary": "It was wet."}
    found = add(settings, address, given, fetch=fetch, ask=None, today=TODAY)
    source = load(settings.root).sources[found.id]
    assert (source.address, source.date, source.title) == (address, "2001-05-04", "It rained")
    with pytest.raises(DocumentError, match=f"that of '{found.id}' already"):
        add(settings, address, given, fetch=fetch, ask=None, today=TODAY)


def test_a_page_that_cannot_be_read_is_named_by_its_address(settings: Settings) -> None:
    with pytest.raises(DocumentError, match="https://gazette.example/: it is empty."):
        add(
            settings,
            "https://gazette.example/",
            {},
            fetch=lambda address: Fetched(address, b"", ""),
            ask=None,
            today=TODAY,
        )


def test_the_text_of_a_source_that_is_there(settings: Settings, report: str) -> None:
    digest = settings.responses / "sources" / "gazette-2001.md"
    before = digest.read_bytes()
    found = attach(settings, report, "gazette-2001", fetch=no_fetch)
    assert (found.digest, found.offered) == (None, 2)
    assert digest.read_bytes() == before
    for unknown, said in [("almanac", "there is no such source"), ("../x", "an id must be")]:
        with pytest.raises(DocumentError, match=said):
            attach(settings, report, unknown, fetch=no_fetch)


def test_nothing_is_half_written(
    settings: Settings, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def fail(new: str, place: Path) -> None:
        if str(place).endswith(".md"):
            raise OSError(28, "No space left on device")
        real(new, place)

    monkeypatch.setattr(shelf.os, "replace", fail)
    assert "cannot be written (No space left on device)" in refused(settings, report)


def test_what_is_kept_is_listed_and_let_go(settings: Settings, report: str) -> None:
    assert kept(settings) == []
    added(settings, report, id="rain", summary="")
    (settings.documents / "stray.txt").write_text("Nobody knows it.")
    found = [(t.id, t.paragraphs, t.offered, t.has_digest) for t in kept(settings)]
    assert found == [("rain", 3, 2, True), ("stray", 1, 0, False)]
    remove(settings, "rain")
    assert [text.id for text in kept(settings)] == ["stray"]
    assert (settings.responses / "sources" / "rain.md").exists()
    for unknown in ("rain", "../ryadom"):
        with pytest.raises(DocumentError):
            remove(settings, unknown)
