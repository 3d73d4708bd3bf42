"""An edited answer is used without a restart; a faulty edit changes nothing and logs no text."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path

import pytest

from bot.errors import LibraryError
from bot.library.live import PAUSE, Edition, LiveEdition
from tests.support.library_files import (
    DOMAIN,
    GAZETTE,
    PO_PATH,
    RAIN,
    RUSSIAN,
    UMBRELLAS,
    po,
    write,
    write_library,
)

FAQ = "responses/faq/umbrellas.yml"
PATIENCE = 20.0


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def live(tmp_path, clock) -> LiveEdition:
    return LiveEdition(write_library(tmp_path), clock)


def edit(root: Path, name: str, text: str) -> None:
    """Save a file, at another time than before."""
    write(root, {name: text})
    later = time.time_ns() + 5_000_000_000
    os.utime(root / name, ns=(later, later))


def door(edition: Edition, language: str = "en") -> str:
    return edition.renderer(language).answer(edition.library.entries["umbrellas"])


def look(live: LiveEdition, clock: Clock, after: float = PAUSE) -> Edition:
    """The edition once what this look began has ended."""
    before = set(threading.enumerate())
    clock.now += after
    live.current()
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
    return live.current()


@pytest.mark.parametrize(
    ("name", "text", "language", "shown"),
    [
        (FAQ, UMBRELLAS.replace("By the door.", "In the hall."), "en", "In the hall."),
        (PO_PATH, po({**RUSSIAN, "By the door.": "За дверью."}), "ru", "За дверью."),
    ],
)
def test_an_edited_answer_is_used_without_a_restart(
    live, clock, tmp_path, name, text, language, shown
):
    assert shown not in door(live.current(), language)
    edit(tmp_path, name, text)
    edition = look(live, clock)
    assert shown in door(edition, language)


def test_an_edited_reply_of_the_domain_is_used_without_a_restart(live, clock, tmp_path):
    edit(
        tmp_path,
        "domain.yml",
        DOMAIN.replace("Something failed, and it was not your fault.", "Try again."),
    )
    edition = look(live, clock)
    assert edition.responses["utter_default"].text == "Try again."


def test_a_new_document_and_a_file_that_is_gone_are_noticed(live, clock, tmp_path):
    copy = GAZETTE.replace("id: gazette-2001", "id: herald")
    edit(tmp_path, "responses/sources/herald.md", copy)
    edition = look(live, clock)
    assert "herald" in edition.library.sources
    (tmp_path / "responses/sources/herald.md").unlink()
    edition = look(live, clock)
    assert "herald" not in edition.library.sources


def test_the_first_to_ask_after_an_edit_gets_it(live, clock, tmp_path):
    edit(tmp_path, FAQ, UMBRELLAS.replace("By the door.", "In the hall."))
    clock.now += PAUSE
    assert "In the hall." in door(live.current())


def test_the_files_are_not_looked_at_with_every_message(live, clock, tmp_path):
    first = live.current()
    edit(tmp_path, FAQ, UMBRELLAS.replace("By the door.", "In the hall."))
    assert look(live, clock, PAUSE / 2) is first


def test_without_an_edit_nothing_is_read_anew(live, clock):
    first = live.current()
    assert look(live, clock) is first


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (FAQ, UMBRELLAS.replace("By the door.", "Secret place {figure:nothing}")),
        (FAQ, "- 'Secret place"),
        (PO_PATH, po({"By the door.": "Secret place {x}"})),
        ("domain.yml", "responses: Secret place"),
        (
            "domain.yml",
            DOMAIN.replace(
                "Something failed, and it was not your fault.", "Secret place {contact:x}"
            ),
        ),
        ("responses/faq/rain.yml", RAIN.replace("rain-2001", "Secret place", 1)),
    ],
)
def test_a_faulty_edit_keeps_the_edition_before_and_logs_no_text(
    live, clock, tmp_path, caplog, name, text
):
    caplog.set_level(logging.DEBUG)
    first = live.current()
    edit(tmp_path, name, text)
    assert look(live, clock) is first
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "the edition before stays" in record.getMessage()
    assert "Secret" not in caplog.text and "place" not in caplog.text


def test_a_faulty_edit_is_reported_once_and_mended_by_the_next(live, clock, tmp_path, caplog):
    edit(tmp_path, FAQ, "- 'open")
    look(live, clock)
    assert len(caplog.records) == 1
    look(live, clock)
    assert len(caplog.records) == 1
    edit(tmp_path, FAQ, UMBRELLAS.replace("By the door.", "In the hall now."))
    edition = look(live, clock)
    assert "In the hall now." in door(edition)


def test_files_that_vanish_do_not_stop_a_turn(live, clock, tmp_path, caplog):
    first = live.current()
    (tmp_path / "responses").rename(tmp_path / "elsewhere")
    (tmp_path / "locales").rename(tmp_path / "elsewhere" / "locales")
    assert look(live, clock) is first
    assert caplog.records


def test_at_the_start_all_problems_of_all_files_are_named(tmp_path):
    root = write_library(
        tmp_path,
        {FAQ: "- 'open", PO_PATH: po({"In {y}": "В"}), "domain.yml": "responses: none\n"},
    )
    with pytest.raises(LibraryError) as caught:
        LiveEdition(root)
    places = [str(problem).split(":")[0] for problem in caught.value.problems]
    assert places == ["domain.yml", PO_PATH, FAQ]


def test_a_language_without_a_catalogue_is_rendered_in_english(live):
    assert "By the door." in door(live.current(), "fr")
