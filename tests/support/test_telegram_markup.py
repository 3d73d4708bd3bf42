"""The server of the tests reads HTML as strictly as the documentation."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.telegram_server.markup import parse, utf16, visible
from tests.support.telegram_server.refusal import Refusal


class TestMarkup:
    @pytest.mark.parametrize(
        ("html", "seen"),
        [
            ("plain", "plain"),
            ("<b>a</b> &lt;b&gt; &amp;amp; &quot;", 'a <b> &amp; "'),
            ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "x"),
            ("<blockquote expandable>q</blockquote>", "q"),
            ('<pre><code class="language-python">c</code></pre>', "c"),
            ('<span class="tg-spoiler">s</span>', "s"),
            ("&#8212;&#x1F600;", "\u2014\U0001f600"),
        ],
    )
    def test_reads_what_is_allowed(self, html: str, seen: str) -> None:
        assert parse(html)[0] == seen

    @pytest.mark.parametrize(
        "html",
        [
            "a < b",
            "a > b",
            "AT&T",
            "ends with &",
            "ends with &amp",
            "&nbsp;",
            "&copy;",
            "&#0;",
            "&#xD800;",
            "<div>x</div>",
            "<br>",
            "<br/>",
            "<b>x",
            "x</b>",
            "<b><i>x</b></i>",
            "<b",
            "<b class='x'>x</b>",
            "<a>x</a>",
            '<a href="nowhere">x</a>',
            '<a href="https://example.org/?a&b">x</a>',
            "<span>x</span>",
            '<span class="red">x</span>',
            "<!-- x -->",
            "<tg-emoji>x</tg-emoji>",
        ],
    )
    def test_refuses_everything_else(self, html: str) -> None:
        with pytest.raises(Refusal, match="can't parse entities"):
            parse(html)

    @given(st.text())
    def test_escaped_text_is_seen_as_it_was(self, text: str) -> None:
        assert parse(escape(text))[0] == text

    @given(st.text(alphabet="<>&;ablt/#1 \"'"))
    def test_text_with_a_special_character_has_to_be_escaped(self, text: str) -> None:
        try:
            seen, _ = parse(text)
        except Refusal:
            assert any(c in text for c in "<>&")
        else:
            assert seen == text or "&" in text or "<" in text

    def test_entities_are_counted_in_utf16(self) -> None:
        _, entities = parse("\U0001f600 <b>\U0001f600x</b>")
        assert entities == [{"offset": 3, "length": 3, "type": "bold"}]

    def test_length_is_counted_after_parsing(self) -> None:
        visible("<b>" + "&amp;" * 4096 + "</b>", "HTML")
        with pytest.raises(Refusal, match="too long"):
            visible("\U0001f600" * 2049, None)

    @pytest.mark.parametrize("text", ["", "  \n", "<b></b>", "\u200b", "<b> </b>\u200d"])
    def test_a_message_nobody_can_see_is_refused(self, text: str) -> None:
        with pytest.raises(Refusal, match="empty"):
            visible(text, "HTML")

    def test_utf16(self) -> None:
        assert utf16("a\u0416\U0001f600") == 4
