"""The three ways in which problems are printed."""

from __future__ import annotations

import json

from bot.cli.check.output import as_json, github, text
from bot.errors import Problem, Severity

FAULT = Problem("responses/a,b.yml", 3, "50% of it:\nmend it.", "parity")
DOUBT = Problem("domain.yml", 0, "look at it.", severity=Severity.WARNING)


def test_text_names_place_sentence_and_rule_and_counts():
    assert text([FAULT, DOUBT]).splitlines() == [
        "error: responses/a,b.yml:3: 50% of it:",
        "mend it. [parity]",
        "warning: domain.yml: look at it.",
        "Errors: 1, warnings: 1. Ошибок: 1, предупреждений: 1.",
    ]


def test_brackets_are_no_markup_and_long_lines_stay_whole():
    long = Problem("a.yml", 1, "[bold]x[/bold] " + "word " * 60 + "end.")
    assert text([long]).splitlines()[0].endswith("word end.")
    assert "[bold]x[/bold]" in text([long])


def test_nothing_to_mend():
    assert text([]) == "Nothing to mend. Исправлять нечего."
    assert github([]) == ""
    assert json.loads(as_json([])) == []


def test_annotations_are_escaped_as_github_wants_it():
    assert github([FAULT, DOUBT]).splitlines() == [
        "::error file=responses/a%2Cb.yml,line=3,title=parity::50%25 of it:%0Amend it.",
        "::warning file=domain.yml,line=1::look at it.",
    ]


def test_json_is_a_list_of_objects():
    assert json.loads(as_json([FAULT, DOUBT])) == [
        {
            "file": "responses/a,b.yml",
            "line": 3,
            "severity": "error",
            "rule": "parity",
            "message": "50% of it:\nmend it.",
        },
        {
            "file": "domain.yml",
            "line": None,
            "severity": "warning",
            "rule": "library",
            "message": "look at it.",
        },
    ]
