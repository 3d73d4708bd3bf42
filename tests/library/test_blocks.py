"""Volunteers' YAML stays the text that was typed, and every fault has a sentence with its line."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.blocks import read_blocks, read_front_matter, read_text, unwrap
from tests.support.unhurried import unhurried

WORDS = st.lists(
    st.sampled_from("a word — {date:2001-05-04} 5 long-ish «ёлка»".split()), min_size=1
)
PARAGRAPH = WORDS.map(" ".join).filter(lambda text: not text.startswith("-"))
POINTS = st.lists(PARAGRAPH, min_size=1, max_size=4).map(lambda p: ["- " + text for text in p])
MESSAGE = st.lists(st.one_of(PARAGRAPH.map(lambda text: [text]), POINTS), min_size=1, max_size=4)


def joined(message: list[list[str]]) -> str:
    return "\n\n".join("\n".join(lines) for lines in message)


def wrapped(message: list[list[str]], width: int, margin: str) -> str:
    """As a volunteer might wrap it: any width, indented, lists with hanging lines."""
    paragraphs = []
    for lines in message:
        paragraphs.append(
            "\n".join(
                textwrap.fill(
                    line,
                    width,
                    initial_indent=margin,
                    subsequent_indent=margin + "  " * line.startswith("- "),
                    break_long_words=False,
                    break_on_hyphens=False,
                )
                for line in lines
            )
        )
    return f"\n{margin}\n\n".join(paragraphs) + "\n"


@unhurried
@given(MESSAGE, st.integers(26, 120), st.sampled_from(["", "  ", "      "]))
def test_a_message_is_the_same_however_its_lines_are_wrapped(message, width, margin):
    assert unwrap(wrapped(message, width, margin)) == joined(message)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("list:\n- one\n  more\n- two", "list:\n- one more\n- two"),
        ("• one\n•  two", "- one\n- two"),
        ("mid-\nway – not a list", "mid- way – not a list"),
        ("-5 degrees", "-5 degrees"),
        ("\n\n\n", ""),
    ],
)
def test_unwrap(typed, read):
    assert unwrap(typed) == read


def test_every_value_stays_what_was_typed():
    problems = []
    text = "- a: no\n  b: 2017-04-01\n  c: 0123\n  d: 1_000\n  e: [yes, 1.0]\n  f: ~\n  g: 12:30\n"
    (block,) = read_blocks(text, "f.yml", problems)
    assert not problems
    assert block.fields == {
        "a": "no",
        "b": "2017-04-01",
        "c": "0123",
        "d": "1_000",
        "e": ["yes", "1.0"],
        "f": None,
        "g": "12:30",
    }


def test_lines_are_counted_from_one():
    problems = []
    first, second = read_blocks(
        "# c\n- id: a\n  x: |\n    t\n    u\n  y: b\n\n- id: b", "f", problems
    )
    assert (first.place.line, first.line("x"), first.line("y")) == (2, 3, 6)
    assert (second.place.line, second.line("missing")) == (8, 8)


def only_problem(text: str) -> str:
    problems = []
    read_blocks(text, "f.yml", problems)
    (problem,) = problems
    return str(problem)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- id: a\n  x: 'open\n", "f.yml:3: cannot be read ("),
        ("- id: a\n\tx: b\n", "f.yml:2: cannot be read ("),
        ("- id: a\n  x: b: c\n", "f.yml:2: cannot be read ("),
        ("- id: *nobody\n", "f.yml:1: cannot be read ("),
        ("- id: a\x07\n", "f.yml"),
        ("id: a\n", "f.yml:1: must be a list: begin every item with '- id: …'."),
        ("just words\n", "f.yml:1: must be a list"),
        ("- id: a\n- just words\n", "f.yml:2: must be fields of the form 'name: value'."),
        ("- id: a\n  x: b\n  x: c\n", "f.yml:3: 'x' stands twice; keep one."),
        ("- id: a\n  [x]: b\n", "f.yml:2: the name of a field must be a word"),
    ],
)
def test_each_fault_has_its_sentence_and_line(text, sentence):
    assert only_problem(text).startswith(sentence)


def test_an_empty_file_holds_nothing():
    problems = []
    assert read_blocks("# only a comment\n", "f.yml", problems) == []
    assert not problems


@unhurried
@given(st.text(st.sampled_from("-:[]{}?|>'\"#%@!, \nab1\x00\t"), max_size=40))
def test_nothing_that_is_typed_stops_the_reader(text):
    problems = []
    blocks = read_blocks(text, "f.yml", problems)
    front, lines, first = read_front_matter(f"---\n{text}\n---\nend", "f.md", problems)
    assert all(str(problem).startswith("f.") for problem in problems)
    assert isinstance(blocks, list) and isinstance(lines, list)


def test_front_matter_and_what_follows():
    problems = []
    block, lines, first = read_front_matter("---\nid: a\nx: b\n---\n\n## p1\n", "f.md", problems)
    assert not problems
    assert block.fields == {"id": "a", "x": "b"}
    assert block.line("x") == 3
    assert (lines, first) == (["", "## p1"], 5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id: a\n---\n", "f.md:1: must begin with its details between two '---' lines."),
        ("---\nid: a\n", "f.md:1: must begin with its details between two '---' lines."),
        ("", "f.md:1: must begin with its details between two '---' lines."),
        ("---\n---\n## p1\n", "f.md:1: has no details between the two '---' lines; add them."),
        ("---\nid: a\nx: 'b\n---\n", "f.md:3: cannot be read ("),
        ("---\n- id: a\n---\n", "f.md:2: must be fields of the form 'name: value'."),
    ],
)
def test_faulty_front_matter(text, sentence):
    problems = []
    assert read_front_matter(text, "f.md", problems)[0] is None
    assert [str(problem).startswith(sentence) for problem in problems] == [True]


def test_a_file_in_another_encoding_or_missing_gives_a_sentence(tmp_path):
    (tmp_path / "old.yml").write_bytes("ёлка".encode("cp1251"))
    problems = []
    for name in ("old.yml", "gone.yml"):
        assert read_text(tmp_path / name, name, problems) == ""
    assert [str(problem) for problem in problems] == [
        "old.yml:1: cannot be read as text from here on; save the file as UTF-8.",
        "gone.yml: there is no such file; restore it, or correct the name.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- id: &a [*a]\n",
        "- a: &b {c: *b}\n",
        "- &a [x]\n- b: *a\n",
        "[" * 2000,
        "- a: " + "{a: " * 2000 + "}" * 2000,
        "- " * 2000,
    ],
)
def test_riddles_are_refused_with_their_line(text):
    problems = []
    assert read_blocks(text, "f.yml", problems) == []
    (problem,) = problems
    assert problem.line
    assert "another place of the file" in problem.message or "within lists" in problem.message
