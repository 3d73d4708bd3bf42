"""Numbers, dates, links and contacts are the same in every language."""

from __future__ import annotations

import pytest

from bot.library.editorial.parity import check_parity, differences
from tests.support.library_files import PO_PATH, po, write


def found(english: str, russian: str) -> list[tuple[str, str, bool]]:
    return [tuple(difference) for difference in differences(english, russian, "ru")]


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("52,000 men, 3.5 %", "52 000 мужчин, 3,5 %"),
        ("two of them", "двое из них"),
        ("on 1 April 2017", "1 апреля 2017 года"),
        ("on April 1, 2017", "к 1 апрелю 2017 года"),
        ("by May 2026", "к маю 2026 года"),
        ("by January 2019", "отчёт закончен январём 2019 года"),
        ("up to 56 may have been hurt", "могли пострадать до 56 человек"),
        ("on 2017-04-01", "1.04.2017"),
        ("see https://www.site.org/a.", "см. site.org/a"),
        ("call 8 800 555 00 00", "звоните: 8 (800) 555-00-00"),
        ("by {date:2017-04-01}: {figure:detained-2017-04}", "{figure:detained-2017-04}"),
        ("in the 1990s", "в 1990-х"),
    ],
)
def test_what_is_the_same(english: str, russian: str) -> None:
    assert found(english, russian) == []


@pytest.mark.parametrize(
    ("english", "russian", "differs"),
    [
        ("100 men", "200 мужчин", [("number", "100", True), ("number", "200", False)]),
        ("100 men, 100 women", "100 мужчин и женщины", [("number", "100", True)]),
        ("52,000", "52 500", [("number", "52000", True), ("number", "52500", False)]),
        (
            "1 April 2017",
            "1 мая 2017",
            [("date", "2017-04-01", True), ("date", "2017-05-01", False)],
        ),
        ("In May 2017", "В 2017 году", [("date", "2017-05", True), ("number", "2017", False)]),
        ("at site.org", "на сайте", [("link", "site.org", True)]),
        ("write", "пишите: @somebody", [("contact", "@somebody", False)]),
        (
            "write a@site.org",
            "пишите b@site.org",
            [("contact", "a@site.org", True), ("contact", "b@site.org", False)],
        ),
        (
            "+32 2 609 54 10",
            "+32 2 609 54 11",
            [("contact", "3226095410", True), ("contact", "3226095411", False)],
        ),
    ],
)
def test_what_differs(english: str, russian: str, differs: list[tuple[str, str, bool]]) -> None:
    assert found(english, russian) == differs


def test_each_difference_is_told_with_its_place(tmp_path):
    write(tmp_path, {PO_PATH: po({"A": "Б", "7 days": "8 дней"})})
    assert [(problem.file, problem.line) for problem in check_parity(tmp_path)] == 2 * [
        (PO_PATH, 10)
    ]


def test_what_is_fuzzy_is_left_alone(tmp_path):
    write(tmp_path, {PO_PATH: po({"7 days": "8 дней"}, fuzzy=frozenset({"7 days"}))})
    assert list(check_parity(tmp_path)) == []


def test_a_plural_form_says_what_singular_or_plural_says(tmp_path):
    plural = (
        'msgid "1 drop"\nmsgid_plural "{n} drops"\nmsgstr[0] "{n} капля"\nmsgstr[1] "2 капли"\n'
    )
    write(tmp_path, {PO_PATH: po({}) + "\n" + plural + 'msgstr[2] "{n} капель"\n'})
    assert [problem.line for problem in check_parity(tmp_path)] == [8]


def test_a_file_that_cannot_be_read_is_left_to_others(tmp_path):
    write(tmp_path, {PO_PATH: 'msgid "a'})
    assert list(check_parity(tmp_path)) == []
