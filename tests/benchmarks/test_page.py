"""The page shows both sides, line for line, and what was not measured."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.model import Record
from benchmarks.page import page
from benchmarks.side import Side
from benchmarks.table import table
from benchmarks.variant import AS_USED, DENSE_ONLY, LEXICAL_ONLY

TURN = {"p50": 20.04, "p95": 31.0, "rate": 47.6, "replied": 1.0, "startup": 9.5, "memory": 1200.0}
RYADOM = Side(
    answers={
        "unseen": {"right entry first": {"en": "9/10 90.0 %", "ru": "8/10 80.0 %"}},
        "all": {"right entry first": {"en": "18/20 90.0 %", "ru": "16/20 80.0 %"}},
    },
    turns={1: TURN, 2: {**TURN, "p50": 18.0}},
    training=Record("a", 240.0, "2026-01-02", 0.0),
    size=45_000_000,
    load=0.25,
)
VANILLA = replace(
    RYADOM,
    answers={
        "unseen": {"right entry first": {"en": "3/10 30.0 %", "ru": "2/10 20.0 %"}},
        "all": {"right entry first": {"en": "6/20 30.0 %", "ru": "4/20 20.0 %"}},
    },
    turns={1: {**TURN, "p50": 50.0}},
    training=Record("b", 3600.0, "2026-01-03", 1.25),
    size=500_000_000,
)
PLACES = {"first": {"en": "7/10 70.0 %", "ru": "6/10 60.0 %"}}
PARTS = {name: PLACES for name in (LEXICAL_ONLY, DENSE_ONLY, AS_USED)}


def cells(text: str, name: str) -> list[list[str]]:
    """The cells of every line whose first is this one."""
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    return [line[1:] for line in lines if line and line[0] == name]


def test_a_table_is_aligned() -> None:
    assert table(["", "a"], [["one", "1"], ["two more", "22"]]).splitlines() == [
        "|          |   a |",
        "| -------- | --: |",
        "| one      |   1 |",
        "| two more |  22 |",
    ]


def test_answers_stand_beside_each_other_by_language() -> None:
    text = page(RYADOM, VANILLA, 60_000_000, PARTS, None, None)
    assert cells(text, "unseen questions")[0][:2] == ["Ryadom, en", "Rasa's default, en"]
    assert cells(text, "right entry first") == [
        ["9/10 90.0 %", "3/10 30.0 %", "8/10 80.0 %", "2/10 20.0 %"],
        ["18/20 90.0 %", "6/20 30.0 %", "16/20 80.0 %", "4/20 20.0 %"],
    ]


def test_costs_have_their_units_and_cores_measured_on_one_side_only_are_left_out() -> None:
    text = page(RYADOM, VANILLA, 60_000_000, PARTS, None, None)
    assert cells(text, "turn, p50, 1 core") == [["20.0 ms", "50.0 ms"]]
    assert cells(text, "turns a second, 1 core") == [["48", "48"]]
    assert cells(text, "turns with a reply, 1 core") == [["100.0%", "100.0%"]]
    assert cells(text, "turn, p50, 2 cores") == []
    assert cells(text, "training") == [["4.0 min", "60.0 min"]]
    assert cells(text, "model") == [["45 MB + encoder 60 MB", "500 MB"]]
    assert "Rasa's default was trained on 2026-01-03; on average 1.2 other" in text


def test_an_english_encoder_is_shown_or_said_to_be_missing() -> None:
    missing = page(RYADOM, VANILLA, 0, PARTS, None, None)
    assert cells(missing, "English encoder") == [["not measured", "not measured"]]
    found = page(RYADOM, VANILLA, 0, PARTS, PARTS, None)
    assert cells(found, "English encoder") == []
    assert cells(found, f"English encoder, {DENSE_ONLY}") == [["7/10 70.0 %", "6/10 60.0 %"]]


def test_a_try_out_says_so() -> None:
    assert "try-out" not in page(RYADOM, VANILLA, 0, PARTS, None, None)
    assert "for **2 epochs instead of 100" in page(RYADOM, VANILLA, 0, PARTS, None, 2)
