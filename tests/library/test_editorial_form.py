"""Plain text, lengths that have a limit, and the form of PO files."""

from __future__ import annotations

import pytest

from bot.library.editorial.lengths import check_lengths
from bot.library.editorial.plainness import check_plainness
from bot.library.editorial.texts import read_texts
from bot.library.po_form import check_po_form
from tests.support.editorial import write_texts
from tests.support.library_files import PO_PATH, RUSSIAN, po, write


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a <b>word</b>", ["<b>", "</b>"]),
        ("<br/>", ["<br/>"]),
        ("this &amp; that", ["&amp;"]),
        ("**loud**", ["**loud**"]),
        ("[here](there)", ["[here]("]),
        ("5 < 6, a & b, [so it is], 2 * 3 * 4, snake_case_word", []),
    ],
)
def test_marks_that_readers_would_see(tmp_path, typed, shown):
    root = write_texts(tmp_path, english=typed)
    problems = list(check_plainness(read_texts(root)))
    assert [problem.message.split("“")[1].split("”")[0] for problem in problems] == shown


def test_translations_keep_the_length_of_their_comment(tmp_path):
    message = '#. utter_start: a button, 30 characters.\nmsgid "Go"\nmsgstr "{}"\n'
    root = write(tmp_path, {PO_PATH: po({}) + "\n" + message.format("я" * 31)})
    (problem,) = check_lengths(root)
    assert str(problem) == (
        f"{PO_PATH}:8: the translation has 31 characters of at most 30; shorten it. [length]"
    )
    write(tmp_path, {PO_PATH: po({}) + "\n" + message.format("я" * 30)})
    assert list(check_lengths(root)) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (po(RUSSIAN), []),
        (po({'Say "yes"': "Скажите\n«да»"}), []),
        (po({}), ["holds no message"]),
        ("\ufeff" + po(RUSSIAN), ["begins with an invisible mark"]),
        (po({"a": "б"}).replace('"б"', '"б'), ["a text must end with one quotation mark"]),
        (po({"a": "б"}).replace('"б"', '"б"в"'), ["a text must end with one quotation mark"]),
        (po({"a": "б"}) + '\nmsgid "a"\nmsgstr "в"\n', ["this message stands in line 6 too"]),
        (po({"a": "б"}) + '\nmsgctxt "c"\nmsgid "a"\nmsgstr "в"\n', []),
        (po({"a": "б"}) + '\n#~ msgid "a"\n#~ msgstr "в"\n', []),
    ],
)
def test_the_form_of_a_po_file(tmp_path, text, sentences):
    found = list(check_po_form(write(tmp_path, {PO_PATH: text})))
    assert [p.message[: len(s)] for p, s in zip(found, sentences, strict=True)] == sentences
