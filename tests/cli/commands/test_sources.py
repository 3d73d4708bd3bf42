"""`ryadom sources` as it is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import bot.__main__ as program
from bot.cli import start
from bot.settings import Settings
from tests.cli.sources.files import RAIN, pdf
from tests.support.editorial import write_texts

DETAILS = [
    *("--id", "rain", "--publisher", "Gazette", "--title", "Rain", "--date", "2001"),
    *("--date-basis", "stated"),
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A small library, and a folder for what is kept."""
    root = write_texts(tmp_path / "root")
    made = replace(Settings(), root=root, state=tmp_path / "var")
    monkeypatch.setattr(start, "begin", lambda: made)
    return made


def test_from_a_pdf_to_a_list_and_back(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rain.pdf").write_bytes(pdf())
    add = ["sources", "add", str(tmp_path / "rain.pdf"), *DETAILS]
    assert program.main([*add, "--summary", "It was wet."]) == 0
    said = capsys.readouterr().out
    assert "rain: 2 paragraphs are kept on this computer only." in said
    assert "Written: responses/sources/rain.md" in said
    assert RAIN in (settings.documents / "rain.txt").read_text("utf-8")
    assert program.main(["sources", "list"]) == 0
    assert "rain" in capsys.readouterr().out
    assert program.main(["sources", "remove", "rain"]) == 0
    assert program.main(["sources", "list"]) == 0
    assert "No full text is kept here." in capsys.readouterr().out
    assert program.main(["sources", "remove", "rain"]) == 1


def test_a_digest_that_is_only_begun_says_what_to_write(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rain.pdf").write_bytes(pdf())
    assert program.main(["sources", "add", str(tmp_path / "rain.pdf"), *DETAILS]) == 0
    said = capsys.readouterr().out
    assert "Write under '## p1', in your own words" in said
    assert "своими словами" in said


def test_a_file_that_cannot_be_read_is_one_sentence(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rain.pdf").write_bytes(b"")
    assert program.main(["sources", "add", str(tmp_path / "rain.pdf"), *DETAILS]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'rain.pdf'}: it is empty.\n"


def test_nobody_visits_a_site_without_being_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched: list[str] = []
    monkeypatch.setattr("bot.cli.sources.fetching.fetch", lambda url, **_: fetched.append(url))
    assert program.main(["sources", "add", "https://gazette.example/rain", *DETAILS]) == 1
    said = capsys.readouterr().err
    assert "gazette.example will see that somebody at this computer's address" in said
    assert "nothing was fetched; add --yes if the site may see it." in said
    assert program.main(["sources", "add", "http://gazette.example/", "--yes", *DETAILS]) == 1
    assert "only addresses that begin with https:// are fetched." in capsys.readouterr().err
    assert fetched == []
