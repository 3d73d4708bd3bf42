"""Every text a reader can see is gathered, once, and a word in it is found in its file."""

from __future__ import annotations

import pytest

from bot.library.editorial.texts import Text, read_texts
from bot.library.live import Edition
from tests.support.content import ROOT, messages, titles
from tests.support.library_files import PO_PATH, RUSSIAN, UMBRELLAS, po, write_library

FAQ = "responses/faq/umbrellas.yml"
WRAPPED = """\
  answer: |
    By the door,
    where they are dry
    or "nearly" so.

    - On the left
      of the door.
"""
WRAPPED_PO = """
msgid ""
"By the door, where they are dry or \\"nearly\\" so.\\n"
"\\n"
"- On the left of the door."
msgstr ""
"У двери, где они сух"
"ие или «почти» сухие.\\n"
"\\n"
"- Слева от двери."
"""


def found(root, language: str, where: str, part: str) -> Text:
    (text,) = [
        text
        for text in read_texts(root)
        if (text.language, text.where, text.part) == (language, where, part)
    ]
    return text


def line_of(text: Text, word: str) -> int:
    start = text.text.index(word)
    return text.line_of(start, start + len(word))


def test_everything_is_gathered():
    edition = Edition.read(ROOT)
    expected = {text for _, text in [*messages(edition), *titles(edition)]}
    gathered = {text.text for text in read_texts(ROOT) if text.language == "en"}
    assert expected <= gathered
    say = edition.languages.catalog("ru").gettext
    russian = {text.text for text in read_texts(ROOT) if text.language == "ru"}
    assert {say(text) for text in expected if say(text) != text} <= russian


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("By the door", 8),
        ("they are dry or", 9),
        ("nearly", 10),
        ("left of", 12),
        ("of the door", 13),
    ],
)
def test_the_line_of_a_wrapped_word(tmp_path, word, line):
    blocks = UMBRELLAS.replace("  answer: By the door.\n", WRAPPED)
    text = found(write_library(tmp_path, {FAQ: blocks}), "en", "umbrellas", "answer")
    assert (text.file, line_of(text, word)) == (FAQ, line)


@pytest.mark.parametrize(
    ("word", "line"), [("У двери", 1), ("сухие или", 1), ("«почти»", 2), ("Слева", 4)]
)
def test_the_line_of_a_word_in_a_translation(tmp_path, word, line):
    blocks = UMBRELLAS.replace("  answer: By the door.\n", WRAPPED)
    content = po(RUSSIAN) + WRAPPED_PO
    root = write_library(tmp_path, {FAQ: blocks, PO_PATH: content})
    text = found(root, "ru", "umbrellas", "answer")
    start = content.splitlines().index('"У двери, где они сух"')
    assert (text.file, line_of(text, word)) == (PO_PATH, start + line)


def test_what_is_not_shown_is_left_out(tmp_path):
    content = (
        po(RUSSIAN, fuzzy=frozenset({"By the door."})) + po({"Gone.": "Нет."}).split("\n\n")[1]
    )
    root = write_library(tmp_path, {PO_PATH: content})
    russian = {text.text for text in read_texts(root) if text.language == "ru"}
    assert russian == {"Где зонты?", "Что-то не так, и дело здесь не в вас самих."}


def test_only_what_stands_behind_a_warning_is_guarded(tmp_path):
    guarded = {(t.where, t.part) for t in read_texts(write_library(tmp_path)) if t.guarded}
    assert guarded == {("rain-2001", "details"), ("gazette-2001#p2", "text")}
