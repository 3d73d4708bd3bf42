"""Parts are valid on their own, short enough, and lose nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.splitting import LIMIT, plain, split
from tests.support.telegram_server.markup import parse, utf16, visible

OPENINGS = [
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ("<blockquote>", "</blockquote>"),
    ("<blockquote expandable>", "</blockquote>"),
    ('<a href="https://example.org/?a=1&amp;b=2">', "</a>"),
    ('<span class="tg-spoiler">', "</span>"),
    ("<pre>", "</pre>"),
]
WORDS = st.text(alphabet="ab \n\u0436\U0001f600\u0301\u200d\U0001f3fd", max_size=40)
ESCAPED = st.sampled_from(["&amp;", "&lt;", "&#8212;", "&#x1F600;", "&quot;", "\n\n", " "])


def tagged(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tag = st.tuples(st.sampled_from(OPENINGS), inner).map(lambda t: t[0][0] + t[1] + t[0][1])
    return st.lists(st.one_of(tag, inner), max_size=5).map("".join)


BALANCED = st.recursive(st.one_of(WORDS, ESCAPED), tagged, max_leaves=30)


def shown(text: str) -> str:
    """A text without what nobody sees."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Zs")
    )


def spans(html: str) -> list[tuple[str, str]]:
    """Every seen character with the kinds of the entities around it."""
    text, entities = parse(html)
    found = []
    place = 0
    for character in text:
        around = sorted(
            {e["type"] for e in entities if e["offset"] <= place < e["offset"] + e["length"]}
        )
        place += utf16(character)
        if shown(character):
            found.append((character, " ".join(around)))
    return found


@given(BALANCED, st.integers(min_value=2, max_value=40))
def test_parts_are_valid_short_and_complete(html: str, limit: int) -> None:
    parts = split(html, limit)
    for part in parts:
        seen, _ = visible(part, "HTML")
        assert utf16(seen) <= limit
        assert seen == seen.strip()
    assert [span for part in parts for span in spans(part)] == spans(html)


@given(st.text(alphabet="<>&;/abilt#1= \"'\n", max_size=200), st.integers(2, 30))
def test_any_text_becomes_valid(text: str, limit: int) -> None:
    for part in split(text, limit):
        assert utf16(visible(part, "HTML")[0]) <= limit


@given(st.text(st.characters(), max_size=300), st.integers(2, 30))
def test_any_unicode_becomes_valid(text: str, limit: int) -> None:
    for part in split(text, limit):
        assert utf16(visible(part, "HTML")[0]) <= limit


@given(BALANCED)
def test_plain_is_what_is_seen(html: str) -> None:
    assert plain(html) == parse(html)[0]


def test_a_short_text_stays_as_it_is() -> None:
    html = '<b>A</b> &amp; <a href="https://example.org">b</a>\n\n\u2022 c'
    assert split(html) == [html]


def test_nothing_to_see_is_nothing_to_send() -> None:
    assert split("") == split(" \n ") == split("<b> </b>") == split("\u200b") == []


@pytest.mark.parametrize(
    ("html", "limit", "parts"),
    [
        ("aa bb\ncc\n\ndd ee", 12, ["aa bb\ncc", "dd ee"]),
        ("aa\n\nbb\ncc dd", 9, ["aa", "bb\ncc dd"]),
        ("aa bb\ncc dd", 9, ["aa bb", "cc dd"]),
        ("aa bb cc", 6, ["aa bb", "cc"]),
        ("aaaaaa", 4, ["aaaa", "aa"]),
        ("aaaa bb", 4, ["aaaa", "bb"]),
        ("<b>aa bb</b>", 3, ["<b>aa</b>", "<b>bb</b>"]),
        ("<b><i>aa</i> bb</b>", 3, ["<b><i>aa</i></b>", "<b>bb</b>"]),
        ("&amp;&amp;&amp;", 2, ["&amp;&amp;", "&amp;"]),
        ("aa <b>bb</b>", 3, ["aa", "<b>bb</b>"]),
        ("\U0001f600\U0001f600", 3, ["\U0001f600", "\U0001f600"]),
        ("ae\u0301", 2, ["a", "e\u0301"]),
    ],
)
def test_where_it_is_split(html: str, limit: int, parts: list[str]) -> None:
    assert split(html, limit) == parts


def test_telegrams_own_limit() -> None:
    for html, count in [
        ("\u0436" * LIMIT, 1),
        ("\u0436" * (LIMIT + 1), 2),
        ("\U0001f600" * LIMIT, 2),
        ("&amp;" * LIMIT, 1),
        ("<b>" + "word " * 2000 + "</b>", 3),
    ]:
        parts = split(html)
        assert len(parts) == count
        assert all(utf16(visible(part, "HTML")[0]) <= LIMIT for part in parts)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("AT&T &nbsp;", "AT&amp;T &amp;nbsp;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<b>open", "<b>open</b>"),
        ("closed</b>", "closed"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
        ("<b onclick=x>y", "&lt;b onclick=x&gt;y"),
        ("<x &amp;>", "&lt;x &amp;&gt;"),
        (
            '<a href="https://example.org/?a&b">x</a>',
            '<a href="https://example.org/?a&amp;b">x</a>',
        ),
    ],
)
def test_what_telegram_would_refuse_is_mended(typed: str, mended: str) -> None:
    assert split(typed) == [mended]


@pytest.mark.parametrize(
    "entity",
    ["&#0;", "&#x0;", "&#55296;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#9999999;", "&#65533;"],
)
def test_the_number_of_no_character_is_shown_as_typed(entity: str) -> None:
    assert split(f"a{entity}b") == [f"a&amp;{entity[1:]}b"]
    assert plain(entity) == entity


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/?a=1#b",
        "tg://user?id=7",
        "tel:+1",
        "mailto:a@b.c",
    ],
)
def test_a_link_leads_somewhere(address: str) -> None:
    html = f'<a href="{address}">x</a>'
    assert split(html) == [html]
    assert plain(html) == "x"


@pytest.mark.parametrize(
    "address", ["x", "", "/path", "https://", "https://localhost", "javascript:x.y", "https:// a.b"]
)
def test_a_link_to_nowhere_is_shown_as_typed(address: str) -> None:
    assert split(f'<a href="{address}">x</a>') == [f'&lt;a href="{address}"&gt;x']


def test_equal_quotes_beside_each_other_stay_two() -> None:
    html = "<blockquote>a</blockquote><blockquote>b</blockquote>"
    assert split(html) == [html]
