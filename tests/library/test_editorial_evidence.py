"""A number in an answer stands in a paragraph that the answer cites, however it is written."""

from __future__ import annotations

import pytest

from bot.library.editorial.evidence import check_evidence
from bot.library.editorial.numbers import numbers
from bot.library.editorial.texts import read_texts
from bot.library.loader import load
from tests.support.library_files import FIGURES, GAZETTE, RAIN, write_library

FAQ = "responses/faq/rain.yml"
DIGEST = "responses/sources/gazette-2001.md"


def found(root, rain: str, changes: dict[str, str] | None = None) -> list[str]:
    write_library(root, {FAQ: rain, **(changes or {})})
    return [str(p).partition(": ")[2] for p in check_evidence(load(root), read_texts(root))]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("eight drops", "8 drops"),
        ("8 drops", "eight drops"),
        ("52,500 drops", "52 500 drops"),
        ("between 2018 and 2019", "in 2018–19"),
        ("3.5 drops", "3.5 drops"),
        ("nothing", "on {date:2017-04-01}"),
        ("nothing", "a drop, twice"),
    ],
)
def test_the_same_number(tmp_path, said, answered):
    digest = {DIGEST: GAZETTE.replace("It may", f"Of {said}. It may")}
    assert found(tmp_path, RAIN.replace("- by hand", f"- by {answered}"), digest) == []


@pytest.mark.parametrize("answered", ["7 drops", "52 drops", "in 1999", "52001"])
def test_another_number(tmp_path, answered):
    (sentence,) = found(tmp_path, RAIN.replace("- by hand", f"- by {answered}"))
    assert "stands in none of the paragraphs cited; cite the paragraph that says it" in sentence


def test_details_are_looked_at_too(tmp_path):
    (sentence,) = found(tmp_path, RAIN.replace("very wet", "wet for 40 days"))
    assert sentence.startswith("rain-2001, details: 40 stands in none")


def test_a_figure_whose_paragraph_is_not_cited(tmp_path):
    (sentence,) = found(tmp_path, RAIN.replace("#p1]", "#p2]"))
    assert "{figure:rain-2001} (52000) stands in none of the paragraphs cited; cite" in sentence


def test_a_document_cited_as_a_whole_counts_with_all_its_paragraphs(tmp_path):
    assert found(tmp_path, RAIN.replace("#p1]", "]")) == []


def test_what_is_about_the_assistant_needs_no_paper(tmp_path):
    rain = RAIN.replace("topic: numbers", "topic: safety").replace("by hand", "in 7 days")
    assert found(tmp_path, rain) == []


def test_a_figure_that_is_not_in_its_source(tmp_path):
    digest = GAZETTE.replace("{figure:rain-2001}", "51,000")
    (first, *_) = found(tmp_path, RAIN, {DIGEST: digest, "responses/figures.yml": FIGURES})
    assert first == "rain-2001: 52000 does not stand in gazette-2001#p1; mend one. [evidence]"


def test_numbers_as_plain_digits():
    text = "52,000 and 52 000, 3.5 or twelve; 2018–19"
    assert set(numbers(text)) == {"52000", "3.5", "12", "2018", "2019"}
