"""Conflicts are found wherever people edit, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import LibraryError, Problem
from bot.library.conflicts import check_conflicts, instead_of
from bot.library.live import Edition
from tests.support.library_files import write, write_library

CONFLICT = "<<<<<<< HEAD\none\n=======\nother\n>>>>>>> branch\n"
FILE = "responses/sources/gazette-2001.md"


def lines(root: Path, text: str) -> list[int]:
    write(root, {FILE: text})
    return [problem.line for problem in check_conflicts(root)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CONFLICT, [1]),
        (f"a\n{CONFLICT}b\n{CONFLICT}", [2, 8]),
        (CONFLICT.replace("\n", "\n    "), [1]),
        (CONFLICT.replace("\n", "\r\n"), [1]),
        (CONFLICT.replace("=======", "||||||| base\nbefore\n======="), [1]),
        ("a\n>>>>>>> branch\n", [2]),
        ("a\n<<<<<<< HEAD\nb\n", [2]),
        ("<<<<<<<\na\n>>>>>>>\n", [1]),
        ("A heading\n=======\n", []),
        ("one <<<<<<< HEAD\n", []),
        ("<<<<<<<< eight\n>>>>>>>>\n", []),
        ("> > quoted\n>>> prompt\n", []),
    ],
)
def test_each_conflict_is_named_where_it_begins(
    tmp_path: Path, text: str, found: list[int]
) -> None:
    assert lines(tmp_path, text) == found


@pytest.mark.parametrize(
    "file",
    [
        "domain.yml",
        "responses/contacts.yml",
        "responses/faq/rain.yml",
        "responses/editorial/names.yml",
        "responses/sources/gazette-2001.md",
        "locales/ru/LC_MESSAGES/messages.po",
        "locales/ru/glossary.tsv",
        "nlu/intents.en.yml",
        "nlu/safety/safety.en.tsv",
        "nlu/calibration/questions.en.tsv",
    ],
)
def test_in_every_file_that_people_edit(tmp_path: Path, file: str) -> None:
    write(tmp_path, {file: CONFLICT})
    (problem,) = check_conflicts(tmp_path)
    assert (problem.file, problem.line) == (file, 1)


def test_letters_of_another_encoding_do_not_hide_one(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_bytes("дождь\n".encode("cp1251") + CONFLICT.encode())
    assert [problem.line for problem in check_conflicts(tmp_path)] == [2]


def test_what_else_is_said_of_the_file_is_left_out() -> None:
    conflict = Problem("a.yml", 3, "marks.")
    other = Problem("b.yml", 1, "cannot be read.")
    assert instead_of([Problem("a.yml", 4, "cannot be read."), other], [conflict]) == [
        conflict,
        other,
    ]


def test_readers_never_see_the_marks(tmp_path: Path) -> None:
    root = write_library(tmp_path)
    source = root / FILE
    source.write_text(f"{source.read_text('utf-8')}\n{CONFLICT}", "utf-8")
    with pytest.raises(LibraryError, match="keep one side") as caught:
        Edition.read(root)
    assert len(caught.value.problems) == 1
