"""Each string with its place in the PO file and whether readers get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.preview.po_strings import PoString, PoStrings
from tests.support.library_files import write

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
FILE = "locales/xx/LC_MESSAGES/messages.po"
TEXT = (
    HEADER
    + """\
#. A comment.
#: a.py
msgid "one"
msgstr "eins"

#, fuzzy
msgid "two"
msgstr "zwei"

msgid "three"
msgstr ""

msgid "{n} lamp"
msgid_plural "{n} lamps"
msgstr[0] "{n} Lampe"
msgstr[1] "{n} Lampen"
"""
)


def read(root: Path, text: str = TEXT) -> PoStrings:
    return PoStrings(write(root, {FILE: text}), "xx")


@pytest.mark.parametrize(
    ("message", "translation", "state"),
    [
        ("one", "eins", "translated"),
        ("two", "zwei", "fuzzy"),
        ("three", "", "missing"),
        ("{n} lamp", "{n} Lampe", "translated"),
    ],
)
def test_what_is_known_of_a_string(
    tmp_path: Path, message: str, translation: str, state: str
) -> None:
    strings = read(tmp_path)
    line = TEXT.splitlines().index(f'msgid "{message}"') + 1
    found = strings[strings.number(message)]
    assert found == PoString(message, translation, FILE, line, state)
    assert found.place == f"messages.po:{line}"
    assert found.is_shown == (state == "translated")


def test_a_string_that_no_file_has(tmp_path: Path) -> None:
    strings = read(tmp_path)
    number = strings.number("four")
    assert strings[number] == PoString("four", "", FILE, 0, "absent")
    assert strings[number].place == "messages.po"
    assert strings.number("four") == number


def test_of_two_files_the_later_one_counts_where_it_says_something(tmp_path: Path) -> None:
    more = HEADER + 'msgid "one"\nmsgstr "uno"\n\nmsgid "two"\nmsgstr ""\n'
    later = "locales/xx/LC_MESSAGES/more.po"
    strings = PoStrings(write(tmp_path, {FILE: TEXT, later: more}), "xx")
    assert strings.files == [FILE, later]
    assert strings[strings.number("one")].translation == "uno"
    assert strings[strings.number("one")].place == "more.po:5"
    assert len(strings) == 4
