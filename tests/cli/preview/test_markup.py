"""Whatever is put into HTML is escaped, unless it is HTML already."""

from __future__ import annotations

from bot.cli.preview.markup import Markup, element, joined


def test_text_is_escaped_and_markup_is_not() -> None:
    inner = element("b", "<&>")
    assert inner == "<b>&lt;&amp;&gt;</b>"
    assert element("p", inner, '"', None) == "<p><b>&lt;&amp;&gt;</b>&quot;</p>"


def test_attributes_cannot_be_left() -> None:
    made = element("a", "x", href='"><script>', class_="c", data_a_b="'")
    assert made == '<a href="&quot;&gt;&lt;script&gt;" class="c" data-a-b="&#x27;">x</a>'


def test_attributes_without_a_value_and_none() -> None:
    assert element("p", hidden=True, id=None, open=False) == "<p hidden></p>"


def test_elements_without_content_are_not_closed() -> None:
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_joined_parts_are_markup() -> None:
    assert joined(Markup("<br>"), "<") == "<br>&lt;"
    assert isinstance(joined("<"), Markup)
