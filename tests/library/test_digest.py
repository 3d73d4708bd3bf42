"""A source's digest: its details, its paragraphs, and corrections that never leave their side."""

from __future__ import annotations

import pytest

from bot.library.digest import parse_source
from tests.support.library_files import GAZETTE

HEAD, BODY = GAZETTE.split("---\n\n", 1)

EMPTY = "'## p1' is empty; write in your own words what the document says, or drop it."


def parsed(text: str):
    problems = []
    return parse_source(text, "f.md", problems), [str(problem) for problem in problems]


def test_a_digest_is_read():
    source, problems = parsed(GAZETTE)
    assert problems == []
    assert (source.id, source.publisher, source.date) == (
        "gazette-2001",
        "The Weather Gazette",
        "2001-05-04",
    )
    assert list(source.paragraphs) == ["p1", "p2"]
    first = source.paragraphs["p1"]
    assert first.text == "The gazette counted {figure:rain-2001} drops on {date:2001-05-04}."
    assert first.correction == "It may have been hail."
    assert first.mark == ""
    assert source.paragraphs["p2"].mark == "violence"
    assert GAZETTE.splitlines()[first.place.line - 1] == "## p1"


def test_a_correction_may_have_several_paragraphs_beside_it():
    source, _ = parsed(f"{HEAD}---\n\n## p1\n\nOne.\n\nCorrection: not\none.\n\nTwo.\n")
    assert source.paragraphs["p1"].text == "One.\n\nTwo."
    assert source.paragraphs["p1"].correction == "not one."


@pytest.mark.parametrize("name", ["author", "date", "date_note", "address", "address_note"])
def test_some_details_may_be_unknown(name):
    text = "".join(
        f"{name}: null\n" if line.startswith(name + ":") else line
        for line in GAZETTE.splitlines(keepends=True)
    )
    source, problems = parsed(text)
    assert problems == []
    assert getattr(source, name) == ""


@pytest.mark.parametrize("name", ["id", "publisher", "title", "date_basis", "language", "checked"])
def test_others_must_not(name):
    lines = [line for line in GAZETTE.splitlines() if not line.startswith(name + ":")]
    _, problems = parsed("\n".join(lines))
    assert any(problem.endswith(f"'{name}' is missing; add it.") for problem in problems)


@pytest.mark.parametrize("code", ["German", "xx", "e n"])
def test_a_language_is_a_code(code):
    _, problems = parsed(GAZETTE.replace("language: en", f"language: {code}"))
    [problem] = problems
    assert problem.endswith("'language' must be the code of a language: en, ru, uk.")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("### p1\n\nText.\n", "f.md:15: a heading must look like '## p4'."),
        ("## p1:\n\nText.\n", "f.md:15: a heading must look like '## p4'."),
        ("Text.\n\n## p1\n\nText.\n", "f.md:15: text must follow a heading such as '## p1'."),
        (
            "## p1\n\n## p2\n\nText.\n",
            f"f.md:15: {EMPTY}",
        ),
        (
            "## p1\n\nCorrection: x\n",
            f"f.md:15: {EMPTY}",
        ),
        ("## p1\n\nA.\n\n## p1\n\nB.\n", "f.md:19: '## p1' stands twice; renumber one."),
    ],
)
def test_each_fault_has_its_sentence_and_line(body, sentence):
    _, problems = parsed(f"{HEAD}---\n\n{body}")
    assert sentence in problems


def test_faults_of_details_are_named():
    text = GAZETTE.replace("https://", "").replace("basis: inferred", "basis: guessed")
    _, problems = parsed(text)
    assert problems == [
        "f.md:7: gazette-2001: 'date_basis' must be one of stated, inferred.",
        "f.md:9: gazette-2001: 'address' must be a web address that begins with https://.",
    ]


def test_unreadable_details_give_no_source():
    source, problems = parsed("no details\n")
    assert source is None
    assert len(problems) == 1
