"""An edit of one entry changes the lines of that entry and nothing else."""

from __future__ import annotations

import difflib

import pytest

from bot.cli.faq.document import Document
from bot.errors import LibraryError
from bot.library.blocks import unwrap
from tests.support.content import ROOT

FILES = sorted(path.name for path in (ROOT / "responses" / "faq").glob("*.yml"))
COMMENTED = """\
# Answers on rain.

- id: rain   # never changed
  # How it is asked:
  question: How much rain?
  asked_as:
    en: [rain, "how much: rain"]   # add more
    ru:
    - дождь
  answer: |
    Much.
    # no comment, a line
  reviewed: 2026-11-20   # by two

# The next one is new.
- question: Hail?
  id: hail
  reviewed: 2026-11-20
"""


def changed(before: str, after: str) -> list[str]:
    """The lines taken away and added."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def document(text: str = COMMENTED) -> Document:
    return Document("responses/faq/rain.yml", text)


@pytest.mark.parametrize("file", FILES)
def test_a_new_review_date_changes_one_line_of_each_file(file: str) -> None:
    before = Document.read(ROOT, f"responses/faq/{file}")
    for entry_id in list(before.blocks())[:: len(before.blocks()) // 4]:
        after = before.with_fields(entry_id, {"reviewed": "2027-01-02"})
        assert changed(before.text, after.text)[1:] == ["+  reviewed: 2027-01-02"]
        assert len(changed(before.text, after.text)) == 2


@pytest.mark.parametrize("file", FILES)
def test_every_field_can_be_written_and_reads_back(file: str) -> None:
    before = Document.read(ROOT, f"responses/faq/{file}")
    for entry_id, block in list(before.blocks().items())[:: len(before.blocks()) // 2]:
        after = before.with_fields(entry_id, block.fields)
        start, stop = before.span(entry_id)
        lines, length = before.text.splitlines(), len(after.text.splitlines())
        assert after.text.splitlines()[:start] == lines[:start]
        assert after.text.splitlines()[stop + length - len(lines) :] == lines[stop:]
        assert said(after, entry_id) == said(before, entry_id)
        assert list(after.blocks()[entry_id].fields) == list(block.fields)


def said(found: Document, entry_id: str) -> dict[str, object]:
    """The fields of an entry, however they are wrapped."""
    values = found.blocks()[entry_id].fields
    return {n: unwrap(v) if isinstance(v, str) else v for n, v in values.items()}


@pytest.mark.parametrize("file", FILES)
def test_a_way_of_asking_touches_the_end_of_its_list(file: str) -> None:
    before = Document.read(ROOT, f"responses/faq/{file}")
    for entry_id, block in list(before.blocks().items())[:: len(before.blocks()) // 4]:
        after = before.with_way(entry_id, "ru", "а: «это», что")
        assert len(changed(before.text, after.text)) <= 3
        ways = after.blocks()[entry_id].fields["asked_as"]
        assert ways["ru"] == [*block.fields["asked_as"]["ru"], "а: «это», что"]
        assert ways["en"] == block.fields["asked_as"]["en"]


def test_comments_stay_where_they_are() -> None:
    after = document().with_fields("rain", {"reviewed": "2026-11-21", "question": "Rain?"})
    assert changed(COMMENTED, after.text) == [
        "-  question: How much rain?",
        "+  question: Rain?",
        "-  reviewed: 2026-11-20   # by two",
        "+  reviewed: 2026-11-21   # by two",
    ]


def test_ways_are_added_to_lists_of_either_kind() -> None:
    after = document().with_way("rain", "en", "wet").with_way("rain", "ru", "ливень")
    assert '    en: [rain, "how much: rain", wet]   # add more\n' in after.text
    assert after.blocks()["rain"].fields["asked_as"]["ru"] == ["дождь", "ливень"]
    assert document().with_way("rain", "uk", "дощ").blocks()["rain"].fields["asked_as"]["uk"]
    assert document().with_way("hail", "en", "hail").blocks()["hail"].fields["asked_as"] == {
        "en": ["hail"]
    }


def test_a_missing_field_comes_in_its_place() -> None:
    after = document().with_fields("rain", {"topic": "about", "sources": ["a#p1"]})
    assert list(after.blocks()["rain"].fields) == [
        *("id", "topic", "question", "asked_as", "answer", "sources", "reviewed")
    ]
    assert "  # How it is asked:\n  question: How" in after.text


def test_an_empty_value_takes_the_field_away() -> None:
    after = document().with_fields("rain", {"answer": ""})
    assert changed(COMMENTED, after.text) == [
        "-  answer: |",
        "-    Much.",
        "-    # no comment, a line",
    ]


def test_the_block_is_without_what_belongs_to_the_next() -> None:
    assert document().block("rain").endswith("# by two\n")
    assert document().block("hail").startswith("- question: Hail?\n")
    after = document().with_block("rain", "- id: rain\n  question: Dry?")
    assert after.text.endswith("  question: Dry?\n\n# The next one is new.\n" + HAIL)


HAIL = COMMENTED[COMMENTED.index("- question: Hail?") :]


def test_the_first_field_is_written_behind_its_hyphen() -> None:
    after = document().with_fields("hail", {"question": "Is it hail?"})
    assert changed(COMMENTED, after.text) == ["-- question: Hail?", "+- question: Is it hail?"]


def test_line_ends_of_another_system_stay() -> None:
    before = document(COMMENTED.replace("\n", "\r\n"))
    after = before.with_fields("rain", {"answer": "One.\n\nTwo."}).with_way("hail", "en", "ice")
    assert after.text.count("\n") == after.text.count("\r\n") > 0
    assert after.blocks()["rain"].fields["answer"] == "One.\n\nTwo.\n"


def test_a_file_without_a_line_break_at_its_end() -> None:
    after = document(COMMENTED.rstrip()).with_fields("hail", {"year": "2017", "about": "hail"})
    assert after.text.endswith("  about: hail\n  year: 2017\n  reviewed: 2026-11-20")
    grown = document(COMMENTED.rstrip()).with_entry({"question": "Snow?", "id": "snow"})
    assert grown.text.endswith("2026-11-20\n\n- id: snow\n  question: Snow?\n")
    assert document("").with_entry({"id": "snow"}).text == "- id: snow\n"


def test_an_entry_in_braces_is_written_as_the_others_are() -> None:
    after = document("- {id: rain, question: Rain?}\n").with_fields("rain", {"year": "2017"})
    assert after.text == "- id: rain\n  question: Rain?\n  year: 2017\n"


def test_a_text_that_cannot_be_read_is_named_with_its_line() -> None:
    with pytest.raises(LibraryError) as caught:
        document("- id: rain\n\tquestion: Rain?\n").blocks()
    assert caught.value.problems[0].line == 2


def test_a_file_that_is_not_text(tmp_path) -> None:
    (tmp_path / "rain.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LibraryError, match="save the file as UTF-8"):
        Document.read(tmp_path, "rain.yml")
    assert Document.read(tmp_path, "none.yml").text == ""
