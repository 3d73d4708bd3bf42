"""Ways of asking that lead to two entries are shown as a pair, with both places."""

from __future__ import annotations

from bot.cli.check.questions import check_questions
from bot.errors import Severity
from bot.library.live import Edition
from tests.support.encoders import FakeEncoder
from tests.support.library_files import UMBRELLAS, write_library

FAQ = "responses/faq/umbrellas.yml"


def found(root, umbrellas: str) -> list[str]:
    edition = Edition.read(write_library(root, {FAQ: umbrellas}))
    problems = list(check_questions(edition, FakeEncoder()))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return list(map(str, problems))


def test_different_questions_are_no_pair(tmp_path):
    assert found(tmp_path, UMBRELLAS) == []


def test_two_that_are_alike_are_told_once_with_both_places(tmp_path):
    alike = UMBRELLAS.replace("lost umbrella", "rainfall rainfall rainfall rainfall rainfall")
    alike = alike.replace("find umbrella", "rainfall rainfall rainfall rainfall rainfall rainfall")
    rain = alike.replace("Where are the umbrellas?", "How much rain fell in 2001??")
    (sentence,) = found(tmp_path, rain)
    assert sentence == (
        "responses/faq/rain.yml:3: rain-2001: “How much rain fell in 2001?” can hardly be told "
        "from “How much rain fell in 2001??” of 'umbrellas' (responses/faq/umbrellas.yml:3; "
        "1.000 of 1); reword one, or make one entry of both. [confusable]"
    )
