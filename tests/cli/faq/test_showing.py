"""An entry as a reader sees it, and all of them in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cli.faq.showing import age
from bot.library.live import Edition
from tests.support.library_files import PO_PATH, RUSSIAN, po
from tests.support.volunteering import Desk


def test_an_entry_in_english(desk: Desk) -> None:
    status, said = desk.type("faq", "show", "rain-2001")
    assert status == 0
    for part in (
        "[How much rain fell in 2001?]",
        "On 4 May 2001 it was 52,000 drops.",
        "• by the The Weather Gazette, 4 May 2001 <https://gazette.example/rain?a=1&b=2>",
        "(Behind a warning and a button:)",
        "It was very wet.",
        "“It rained”",
        "where      responses/faq/rain.yml:1  (rain-2001)",
        "contact    weather-line: unverified",
        "asked, ru  дождь; сколько дождя",
        "texts, ru  question missing, answer missing, details missing",
    ):
        assert part in said
    assert "<b>" not in said


def test_one_day_is_one(desk: Desk) -> None:
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    desk.type("faq", "edit", "umbrellas", "--set", f"reviewed={yesterday}")
    assert f"reviewed   {yesterday}, 1 day ago\n" in desk.type("faq", "show", "umbrellas")[1]
    assert "1 entry" in desk.type("faq", "list", "--topic", "about")[1]


def test_an_entry_in_russian(desk: Desk) -> None:
    desk.write({PO_PATH: po(RUSSIAN, frozenset({"Where are the umbrellas?"}))})
    status, said = desk.type("faq", "show", "umbrellas", "--language", "ru")
    assert status == 0
    assert "У двери." in said
    assert "texts, ru  question fuzzy, answer translated" in said


def test_what_is_risky_is_marked(desk: Desk) -> None:
    desk.type("faq", "edit", "umbrellas", "--set", "risky_in_russia=true")
    assert "In Russia the law comes first" in desk.type("faq", "show", "umbrellas")[1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["show", "umbrela"], "there is no entry 'umbrela'; did you mean 'umbrellas'?"),
        (["show", "umbrellas", "--language", "xx"], "there is no language 'xx'; there are en, ru."),
        (["list", "--topic", "doors"], "there is no topic 'doors'; there are crisis"),
        (["list", "--untranslated", "xx"], "there is no language 'xx'; there are ru."),
    ],
)
def test_what_does_not_exist(desk: Desk, typed: list[str], sentence: str) -> None:
    status, said = desk.type("faq", *typed)
    assert (status, sentence in said) == (1, True)


def rows(said: str) -> list[str]:
    """The ids of a table, from above."""
    return [word for word in said.split() if word in ("rain-2001", "umbrellas")]


def test_the_table(desk: Desk) -> None:
    desk.write({PO_PATH: po(RUSSIAN)})
    desk.type("faq", "edit", "umbrellas", "--set", "reviewed=2020-01-02")
    _, said = desk.type("faq", "list")
    assert rows(said) == ["rain-2001", "umbrellas"]
    assert "umbrellas.yml:1" in said
    assert "2 entries" in said
    assert rows(desk.type("faq", "list", "--oldest")[1]) == ["umbrellas", "rain-2001"]
    assert rows(desk.type("faq", "list", "--topic", "about")[1]) == ["umbrellas"]
    assert rows(desk.type("faq", "list", "--untranslated", "ru")[1]) == ["rain-2001"]
    assert rows(desk.type("faq", "list", "--untranslated", "en")[1]) == []


def test_the_age_of_a_month_counts_from_its_first_day(desk: Desk) -> None:
    entry = Edition.read(desk.root).library.entries["umbrellas"]
    assert age(replace(entry, reviewed="2026-11"), date(2026, 11, 3)) == 2
