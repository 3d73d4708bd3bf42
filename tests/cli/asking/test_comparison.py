"""What counts as another answer, what weighs most, and how it is shown."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.cli.asking.comparison import Change, Decision, changes
from bot.cli.asking.questions import Asked
from bot.cli.asking.report import Report, answered, changed
from bot.errors import RyadomError


def got(outcome: str, *entries: str, intent: str = "faq", passage: str = "") -> dict[str, Any]:
    return {
        "intent": intent,
        "outcome": outcome,
        "entries": [{"target": entry, "score": 0.5} for entry in entries],
        "passages": [{"target": passage, "score": 0.25}] if passage else [],
    }


@pytest.mark.parametrize(
    ("parsed", "shown"),
    [
        (got("answer", "keeper", "storm"), "answer keeper"),
        (got("choice", "storm", "keeper", "oil", "pier"), "choice keeper oil storm"),
        (got("passage", "keeper", passage="gazette#p1"), "passage gazette#p1"),
        (got("intent", "keeper", intent="greet"), "intent intent:greet"),
        (got("nothing", "keeper"), "nothing"),
    ],
)
def test_a_decision(parsed: dict[str, Any], shown: str) -> None:
    assert str(Decision.of(parsed)) == shown


def test_only_what_a_reader_notices_is_a_change() -> None:
    before = [got("answer", "keeper", "storm"), got("choice", "a", "b"), got("answer", "keeper")]
    after = [got("answer", "keeper", "oil"), got("choice", "b", "a"), got("choice", "keeper")]
    asked = [Asked("who"), Asked("which"), Asked("what")]
    assert [change.asked.text for change in changes(asked, before, after)] == ["what"]


def test_what_weighs_most_comes_first() -> None:
    danger = got("intent", intent="at_risk")
    asked = [Asked(text, "en", ("keeper",)) for text in ("better", "worse", "same")]
    asked += [Asked("unknown"), Asked("lost", "en", ("keeper",)), Asked("found")]
    before = [got("nothing"), got("answer", "keeper"), got("nothing"), got("nothing"), danger]
    after = [got("answer", "keeper"), got("nothing"), got("answer", "oil"), got("answer", "oil")]
    found = changes(asked, [*before, got("nothing")], [*after, got("answer", "keeper"), danger])
    assert [(change.asked.text, change.verdict) for change in found] == [
        ("lost", "safety lost"),
        ("worse", "worse"),
        ("same", ""),
        ("unknown", ""),
        ("found", ""),
        ("better", "better"),
    ]


def printed(report: Report) -> str:
    out = StringIO()
    Console(file=out, width=120).print(report.table())
    return out.getvalue()


def test_a_table_of_answers() -> None:
    asked = [Asked("[red]who[/]", "en", ("keeper",)), Asked("when", "en", ("storm",))]
    report = answered(asked, [got("answer", "keeper", passage="gazette#p1"), got("nothing")])
    assert report.title == "What 2 questions get"
    assert [row[-1] for row in report.rows] == ["yes", "no"]
    for part in ("[red]who[/]", "0.500 keeper", "0.250 gazette#p1"):
        assert part in printed(report)


def test_a_page_of_changes_holds_everything_and_asks_for_nothing(tmp_path: Path) -> None:
    lost = Change(
        Asked("<script>alert(1)</script>"),
        Decision("intent", ("intent:at_risk",)),
        Decision("answer", ("keeper",)),
    )
    report = changed([lost], 400, "v1 (0123456)")
    assert report.title == "1 of 400 questions now gets another answer than in v1 (0123456)"
    path = tmp_path / "changes.html"
    report.write(path)
    page = path.read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert '<tr class="safety-lost">' in page
    assert "default-src 'none'" in page
    assert "http:" not in page and "https:" not in page
    with pytest.raises(RyadomError, match="cannot be written"):
        report.write(tmp_path / "none" / "changes.html")
