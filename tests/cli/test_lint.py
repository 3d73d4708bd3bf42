"""`python -m bot lint` names every fault with its file and line, and fails."""

from __future__ import annotations

import pytest

from bot.cli.lint import check_texts
from bot.errors import LibraryError
from tests.support.editorial import FAQ, line_with, write_texts


def test_good_texts_pass(tmp_path):
    check_texts(write_texts(tmp_path))


def test_all_problems_are_raised_together(tmp_path):
    root = write_texts(tmp_path, english="The current head is out.\n\nMany gays left.")
    with pytest.raises(LibraryError) as caught:
        check_texts(root)
    places = [(problem.file, problem.line) for problem in caught.value.problems]
    assert places == [(FAQ, line_with(root, FAQ, part)) for part in ("current head", "gays")]


def test_files_that_cannot_be_read_are_told_first(tmp_path):
    root = write_texts(tmp_path, changes={FAQ: "- id: [", "responses/contacts.yml": "- id: ["})
    with pytest.raises(LibraryError) as caught:
        check_texts(root)
    assert {problem.file for problem in caught.value.problems} == {FAQ, "responses/contacts.yml"}
