"""A problem says where it stands; an error holds all of them, in the order of the files."""

from __future__ import annotations

import pytest

from bot.errors import (
    EncoderError,
    LibraryError,
    ModelError,
    Problem,
    RyadomError,
    SettingsError,
    StoreError,
    TelegramError,
)


def test_problem_names_file_and_line():
    assert str(Problem("responses/a.yml", 7, "mend it.")) == "responses/a.yml:7: mend it."


def test_problem_of_a_whole_file_has_no_line():
    assert str(Problem("responses/a.yml", 0, "mend it.")) == "responses/a.yml: mend it."


def test_all_problems_one_a_line_ordered_by_file_and_line():
    error = LibraryError([Problem("b", 1, "x"), Problem("a", 10, "x"), Problem("a", 9, "x")])
    assert str(error).splitlines() == ["a:9: x", "a:10: x", "b:1: x"]
    assert len(error.problems) == 3


@pytest.mark.parametrize(
    "kind", [SettingsError, EncoderError, ModelError, StoreError, TelegramError]
)
def test_one_clause_catches_every_error_of_the_program(kind):
    with pytest.raises(RyadomError) as caught:
        raise kind("a sentence")
    assert caught.value.response == "utter_default"
