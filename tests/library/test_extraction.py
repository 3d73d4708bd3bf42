"""Translators are given every text a reader may see, as it is shown, and told where it belongs."""

from __future__ import annotations

import io

import pytest

from bot.library.extraction import extract_blocks, extract_domain, extract_source
from tests.support.library_files import CONTACTS, DOMAIN, GAZETTE, RAIN


def named(text: str) -> io.BytesIO:
    file = io.BytesIO(text.encode("utf-8"))
    file.name = "f.md"
    return file


def extracted(method, text: str, fields: str = "") -> list[tuple[int, str, str]]:
    found = method(named(text), {}, [], {"fields": fields})
    return [(line, message, " ".join(comments)) for line, _, message, comments in found]


def test_the_fields_of_blocks_as_they_are_shown():
    (question, answer, details) = extracted(extract_blocks, RAIN, "question answer details")
    assert question[:2] == (3, "How much rain fell in 2001?")
    assert answer[1] == (
        "On {date:2001-05-04} it was {figure:rain-2001} drops.\n\n"
        "- by the {source:gazette-2001}\n- by hand\n\n{contact:weather-line}"
    )
    assert details[1] == "It was very wet."
    assert question[2].endswith("rain-2001, question.") and "at most 90 char" in question[2]
    assert "{date:…} becomes a day" in answer[2] and "{figure:…}" in answer[2]


def test_other_fields_are_left_out():
    found = extracted(extract_blocks, CONTACTS, "organisation audience risk")
    assert [message for _, message, _ in found] == [
        "Weather Office",
        "Anyone who is wet.",
        "The call is heard.",
    ]


def test_a_field_that_is_empty_or_missing_gives_nothing():
    assert extracted(extract_blocks, '- id: a\n  question: ""\n', "question answer") == []
    assert extracted(extract_blocks, "# nothing\n", "question") == []


def test_a_digest_with_its_corrections():
    found = extracted(extract_source, GAZETTE)
    assert [message for _, message, _ in found] == [
        "The Weather Gazette",
        "It rained",
        "It stands beside the calendar of May 2001.",
        "A copy.",
        "The gazette counted {figure:rain-2001} drops on {date:2001-05-04}.",
        "It may have been hail.",
        "It hailed.",
    ]
    assert found[5][2].endswith("gazette-2001#p1, correction.")


def test_the_replies_and_buttons_of_the_domain():
    assert [message for _, message, _ in extracted(extract_domain, DOMAIN)] == [
        "Hello. Topics are kept for {hours}, languages for {days}.",
        "Umbrellas",
        "Something failed, and it was not your fault.",
    ]


@pytest.mark.parametrize("width", [20, 60, 100])
def test_wrapping_an_answer_anew_leaves_its_translation(width):
    import textwrap

    words = "The rain fell on the roof and on the door and on everything else that was there."
    block = textwrap.indent(textwrap.fill(words, width), "    ")
    found = extracted(extract_blocks, f"- id: a\n  answer: |\n{block}\n", "answer")
    assert [message for _, message, _ in found] == [words]
