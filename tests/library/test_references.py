"""References in braces are found, told from stray braces, and replaced one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.references import Reference, has_stray_brace, references, substitute
from tests.support.unhurried import unhurried


def test_references_in_order():
    assert list(references("{date:2001-05-04}, {figure:a-1}{contact:b}{brief:c}")) == [
        Reference("date", "2001-05-04"),
        Reference("figure", "a-1"),
        Reference("contact", "b"),
        Reference("brief", "c"),
    ]


@pytest.mark.parametrize(
    "text",
    ["{", "}", "{date}", "{date: x}", "{Date:x}", "{date:x", "{{date:x}}", "{:x}", "{date:}"],
)
def test_stray_braces(text):
    assert has_stray_brace(text)


@pytest.mark.parametrize("text", ["", "no braces", "a {date:2001-05-04} b", "{x:y}{figure:z}"])
def test_no_stray_braces(text):
    assert not has_stray_brace(text)


def test_substitute_keeps_text_and_references_apart():
    html = substitute("<{date:x}>{figure:y}&", lambda t: f"[{t}]", lambda r: f"{r.kind}={r.target}")
    assert html == "[<]date=x[>]figure=y[&]"


@unhurried
@given(st.text("{}:ab <", max_size=30))
def test_nothing_is_lost(text):
    assert substitute(text, str, lambda r: f"{{{r.kind}:{r.target}}}") == text
