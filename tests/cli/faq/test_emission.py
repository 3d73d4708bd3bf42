"""Values are written so that they read back the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.faq.emission import block_text, field_text, item_text, wrapped
from bot.library.blocks import read_blocks, unwrap

ODD = ["no", "null", "~", "2017", "a: b", "#x", "- x", "{a}", "it's", "“да”", "a, b", "[x", "50%"]
ODD += [":0", "?0"]


def read(text: str) -> dict[str, object]:
    [block] = read_blocks(text, "x.yml", [])
    return block.fields


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_quoted_where_yaml_needs_it(odd: str) -> None:
    values = {"id": "x", "question": odd, "asked_as": {"en": [odd, "z"], "ru": [odd]}}
    assert read(block_text(values)) == values
    assert read(f"- ways: [{item_text(odd)}]\n") == {"ways": [odd]}


def test_dates_years_and_yes_stand_without_quotes() -> None:
    assert field_text("reviewed", "2026-11-20") == "reviewed: 2026-11-20\n"
    assert field_text("reviewed", "2026-11") == "reviewed: 2026-11\n"
    assert field_text("reviewed", "2026-02-30") == "reviewed: '2026-02-30'\n"
    assert field_text("year", "2017") == "year: 2017\n"
    assert field_text("risky_in_russia", "true") == "risky_in_russia: true\n"


def test_long_texts_are_wrapped_as_the_others_are() -> None:
    text = field_text("answer", "One " * 40 + "\n\n- first\n- second " + "word " * 20)
    assert text.startswith("answer: |\n  One One")
    assert max(map(len, text.splitlines())) <= 80
    assert "\n\n  - first\n  - second word" in text


def test_a_hyphen_does_not_come_to_begin_a_line() -> None:
    text = "word " * 14 + "from 1 to 5 - 7 and so on"
    assert unwrap(wrapped(text)) == text.strip()


def test_empty_fields_are_left_out_but_sources_say_that_there_are_none() -> None:
    values = {"id": "x", "details": "", "related": [], "sources": []}
    assert block_text(values) == "- id: x\n  sources: []\n"


PLAIN = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)


@settings(max_examples=60, deadline=None)
@given(PLAIN, st.lists(PLAIN.map(str.strip).filter(bool), max_size=4))
def test_whatever_is_typed_reads_back(text: str, items: list[str]) -> None:
    found = read(block_text({"id": "x", "answer": text + ".", "sources": items}))
    assert unwrap(str(found["answer"])) == unwrap(text + ".")
    assert found["sources"] == items
