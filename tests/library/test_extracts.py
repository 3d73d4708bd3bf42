"""Paragraphs of whole documents: which are offered, and what becomes of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import LibraryError, Problem
from bot.library.editorial.screen import UNKNOWN_LANGUAGE, Screen
from bot.library.extracts import numbered
from bot.library.live import Edition, LiveEdition
from tests.support.content import ROOT
from tests.support.editorial import write_texts
from tests.support.library_files import GAZETTE

SCREEN = Screen.read(ROOT, [])
TEXT = "It rained on the\nharbour in 2001.\n\n\nThe keeper lives\nat +44 20 7946 0000.\n\nIt dried."


def kept(tmp_path: Path, text: str, name: str = "gazette-2001.txt") -> tuple[Path, Path]:
    """A small library, and a folder with the text of one document."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    return write_texts(tmp_path / "root"), folder


def test_paragraphs_are_counted_as_they_stand() -> None:
    assert [number for number, _ in numbered(TEXT)] == [1, 2, 3]


def test_a_paragraph_is_offered_with_its_source_and_its_place(tmp_path: Path) -> None:
    extracts = Edition.read(*kept(tmp_path, TEXT)).extracts
    assert list(extracts) == ["gazette-2001#d1", "gazette-2001#d3"]
    first = extracts["gazette-2001#d1"]
    assert first.text == "It rained on the harbour in 2001."
    assert first.source.publisher == "The Weather Gazette"


def test_a_text_without_a_digest_is_not_offered(tmp_path: Path) -> None:
    assert Edition.read(*kept(tmp_path, TEXT, "almanac-1900.txt")).extracts == {}


def test_nothing_is_read_unless_a_folder_is_named(tmp_path: Path) -> None:
    root, _ = kept(tmp_path, TEXT)
    assert Edition.read(root).extracts == {}


def test_a_text_that_is_none_is_named(tmp_path: Path) -> None:
    root, folder = kept(tmp_path, "")
    (folder / "gazette-2001.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LibraryError) as caught:
        Edition.read(root, folder)
    place = "sources/gazette-2001.txt"
    assert caught.value.problems == (
        Problem(place, 1, "cannot be read as text from here on; save the file as UTF-8."),
    )


def test_a_language_without_words_offers_nothing(tmp_path: Path) -> None:
    root, folder = kept(tmp_path, TEXT)
    german = GAZETTE.replace("language: en", "language: de")
    (root / "responses/sources/gazette-2001.md").write_text(german, "utf-8")
    assert Edition.read(root, folder).extracts == {}
    assert SCREEN.broken("Es regnet.", "de") == {UNKNOWN_LANGUAGE}


def test_a_document_that_was_let_go_is_let_go_at_once(tmp_path: Path) -> None:
    now = [0.0]
    root, folder = kept(tmp_path, TEXT)
    live = LiveEdition(root, lambda: now[0], documents=folder)
    assert live.current().extracts
    (folder / "gazette-2001.txt").unlink()
    now[0] = 10.0
    assert live.current().extracts == {}


@pytest.mark.parametrize(
    ("paragraph", "language", "rule"),
    [
        ("Write to help@refuge.example today.", "en", "contacts"),
        ("Пишите @refuge_help в любое время.", "ru", "contacts"),
        ("Call +7 999 123-45-67 at night.", "en", "contacts"),
        ("Then Boris Unlisted spoke.", "en", "names"),
        ("The witness, Maxim, was afraid.", "en", "names"),
        ("Об этом рассказал Магомед.", "ru", "names"),
        ("They stayed in a shelter near the lake.", "en", "whereabouts"),
        ("Их вывезли ночью.", "ru", "whereabouts"),
        ("He said they were faggots.", "en", "slurs"),
        ("They were beaten and electrocuted.", "en", "unattributed"),
        ("More than 100 men were there.", "en", "undated"),
    ],
)
def test_what_keeps_a_paragraph_back(paragraph: str, language: str, rule: str) -> None:
    assert rule in SCREEN.broken(paragraph, language)


@pytest.mark.parametrize(
    ("paragraph", "language"),
    [
        ("Novaya Gazeta reported on 1 April 2017 that more than 100 men were detained.", "en"),
        ("Human Rights Watch called on the Investigative Committee to act in May 2017.", "en"),
        ("But all of it was denied in January. All of it.", "en"),
        ("Об этом писали в Грозном.", "ru"),
        ("В мае 2017 года Human Rights Watch призвала расследовать сообщения.", "ru"),
    ],
)
def test_what_is_offered(paragraph: str, language: str) -> None:
    assert SCREEN.broken(paragraph, language) == set()


def test_words_about_whereabouts_may_stand_in_our_own_texts(tmp_path: Path) -> None:
    from bot.library.editorial.lint import lint

    assert lint(write_texts(tmp_path, english="There is no shelter from rain.")) == []
