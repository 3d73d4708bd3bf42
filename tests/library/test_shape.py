"""Each field says what it must hold; a misspelt name is met with the near one."""

from __future__ import annotations

import pytest

from bot.library import shape
from bot.library.blocks import read_blocks

READERS = {"id": shape.name, "question": shape.text, "year": shape.whole_number}


def read(text: str, readers=READERS, required=frozenset({"id"})):
    problems = []
    (block,) = read_blocks(text, "f.yml", problems)
    values = shape.read_fields(block, readers, set(required), problems)
    return values, [str(problem) for problem in problems]


def test_good_fields_are_read():
    values, problems = read("- id: a-1\n  question: |\n    One\n    line?\n  year: 2017\n")
    assert values == {"id": "a-1", "question": "One line?", "year": 2017}
    assert problems == []


def test_an_unknown_field_suggests_the_near_one():
    _, problems = read("- id: a\n  questoin: What?\n")
    assert problems == ["f.yml:2: a: unknown field 'questoin'; did you mean 'question'?"]


def test_an_unknown_field_without_a_near_one_lists_the_known():
    _, problems = read("- id: a\n  zzz: What?\n")
    assert problems == ["f.yml:2: a: unknown field 'zzz'; known are id, question, year."]


@pytest.mark.parametrize("text", ["- year: 2017\n", "- year: 2017\n  id:\n"])
def test_a_missing_field_is_named(text):
    _, problems = read(text)
    assert [problem.split(":", 2)[2] for problem in problems] == [" 'id' is missing; add it."]


def test_all_faults_of_a_block_are_named_at_once_each_on_its_line():
    _, problems = read("- id: A_b\n  question: [x]\n  year: soon\n  more: x\n")
    assert sorted(problem.split(":")[1] for problem in problems) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("value", ["a", "a-b-2", "2017", "a" * 32])
def test_good_ids(value):
    assert shape.name(value) == value


@pytest.mark.parametrize(
    "value", ["", "A", "a_b", "a--b", "-a", "a-", "a b", "ё", "a" * 33, "a\n", None, ["a"], {}]
)
def test_bad_ids(value):
    with pytest.raises(ValueError, match="at most 32 characters"):
        shape.name(value)


@pytest.mark.parametrize("value", ["2017", "2017-04", "2017-04-01", "2020-02-29"])
def test_good_dates(value):
    assert shape.partial_date(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "17",
        "2017-4-1",
        "2017-13",
        "2017-00",
        "2017-02-30",
        "2019-02-29",
        "0000",
        "1 April 2017",
        [],
    ],
)
def test_bad_dates(value):
    with pytest.raises(ValueError, match="must be a date such as 2017-04-01"):
        shape.partial_date(value)


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("52000", 52000), ("52_000", 52000)])
def test_good_numbers(value, number):
    assert shape.whole_number(value) == number


@pytest.mark.parametrize("value", ["", "-1", "1.5", "52,000", "_1", "1_", "²", "many", ["1"]])
def test_bad_numbers(value):
    with pytest.raises(ValueError, match="must be a whole number in digits"):
        shape.whole_number(value)


@pytest.mark.parametrize("value", ["https://a.example", "http://a.example/b?c=d&e#f"])
def test_good_addresses(value):
    assert shape.address(value) == value


@pytest.mark.parametrize(
    "value",
    ["a.example", "javascript:alert(1)", "https://", "https://a.example/b c", "mailto:a@b", []],
)
def test_bad_addresses(value):
    with pytest.raises(ValueError, match="must be a web address"):
        shape.address(value)


@pytest.mark.parametrize(("value", "yes"), [("true", True), ("false", False)])
def test_yes_or_no(value, yes):
    assert shape.yes_or_no(value) is yes


@pytest.mark.parametrize("value", ["", "yes", "no", "True", "1", "on", [], ["true"], {}])
def test_neither_yes_nor_no(value):
    with pytest.raises(ValueError, match="must be true or false"):
        shape.yes_or_no(value)


def test_lists():
    assert shape.texts(["one ", "two"]) == ("one", "two")
    assert shape.texts_by_language({"en": ["one"], "ru": None}) == {"en": ("one",), "ru": ()}
    assert shape.one_of("red", "blue")("blue") == "blue"


@pytest.mark.parametrize(
    ("reader", "value", "phrase"),
    [
        (shape.texts, "one, two", "must be a list in square brackets"),
        (shape.texts, ["one", ["two"]], "must be a list in square brackets"),
        (shape.texts, ["one", None], "must be a list in square brackets"),
        (shape.texts_by_language, ["one"], "one list for each language"),
        (shape.texts_by_language, {"en": "one"}, "must be a list in square brackets"),
        (shape.one_of("red", "blue"), "green", "must be one of red, blue"),
        (shape.one_of("red", "blue"), ["red"], "must be one of red, blue"),
        (shape.text, ["one"], "must be text"),
    ],
)
def test_bad_lists_and_texts(reader, value, phrase):
    with pytest.raises(ValueError, match=phrase):
        reader(value)


@pytest.mark.parametrize(
    ("reader", "nothing"),
    [
        (shape.text, ""),
        (shape.texts, ()),
        (shape.whole_number, None),
        (shape.partial_date, ""),
        (shape.address, ""),
        (shape.yes_or_no, False),
    ],
)
def test_a_field_left_empty_holds_nothing(reader, nothing):
    assert reader(None) == nothing
