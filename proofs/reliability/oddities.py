"""Texts that nobody thinks of, made by chance and the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

LONGEST = 4096
"""UTF-16 units of what a person can write."""

MARKUP = (
    *(
        "<",
        ">",
        "&",
        '"',
        "'",
        "</",
        "<!--",
        "]]>",
        "<>",
        "&;",
        "&amp",
        "&#0;",
        "&#xD800;",
        "&nbsp;",
    ),
    *(
        "<b>",
        "</b>",
        "<i>",
        "<b",
        "<a href=",
        '<a href="x">',
        "</a>",
        "<pre><code>",
        "<tg-spoiler>",
    ),
    *('<a href="https://a.b/?c=1&d=2">', '<span class="tg-spoiler">', "<script>", "<blockquote>"),
    *("&lt;b&gt;", "&#128512;", "&#x1F600;", "&#99999999;", "*_`[]()~", "{{", "{hours}", "{", "%s"),
)
"""What is, or looks like, Telegram's HTML."""

SIGNS = (
    *("\u200d", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202d", "\u2066", "\u2069"),
    *("\u200f", "\u061c", "\u0000", "\u0007", "\u001b[31m", "\u0085", "\u2028", "\u2029", "\r\n"),
    *("\t", "\u00a0", "\u3000", "\ud800", "\udfff", "\udc00\ud800", "\ufffe", "\U0010ffff"),
    *("👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇷🇺", "e\u0301", "ب", "עברית", "ﷺ", "ﬀ", "İ", "ß", "𝔤", "ｆ"),
)
"""What is not seen, turns around, joins, combines, or is only half."""

PAYLOADS = (
    *("/start", "/help", "/start here", "/start@some_test_bot", "/nothing", "/", "//", "／show"),
    *("/restart", "/session_start", "/back", "/at_risk", '/show{"entry":"argun"}', "/show{"),
    *('/inform{"topic":"x"}', "\u200b/restart", " /restart", "EXTERNAL: x", "/vote{}", "/pass_on"),
    *("[yes](x)", "action_restart", "utter_default", "/privacy", "/sources", "/help_now"),
)
"""What is, or looks like, a command or a payload."""

WORDS = (
    *("how many", "detained", "сколько", "задержали", "hotline", "what happened", "кто", "source?"),
    *("help", "2017", "и в 2019?", "skolko", "zaderzhali", "помогите", "+7 900 000-00-00", "@name"),
    *("name@example.org", "https://example.org/?a=1&b=2", "как", "Чечня", "who", "\n\n", "\n", " "),
)
"""What people do write."""


def oddities(count: int, seed: int) -> Iterator[str]:
    """So many texts, none longer than a person can write, none empty.

    Args:
        count: how many.
        seed: where chance begins.
    """
    chance = Random(seed)  # noqa: S311 - to be repeated
    kinds: tuple[Callable[[Random], str], ...] = (_mixed, _mixed, _mixed, _long, _zalgo, _nested)
    made = 0
    while made < count:
        text = _shortened(chance.choice(kinds)(chance))
        if text:
            made += 1
            yield text


def _mixed(chance: Random) -> str:
    fragments = (MARKUP, SIGNS, PAYLOADS, WORDS, WORDS)
    return "".join(chance.choice(chance.choice(fragments)) for _ in range(chance.randint(1, 12)))


def _long(chance: Random) -> str:
    fragment = chance.choice(chance.choice((MARKUP, SIGNS, WORDS)))
    return (fragment + chance.choice(("", " ", "\n\n", "a"))) * chance.randint(500, LONGEST)


def _zalgo(chance: Random) -> str:
    marks = [chr(chance.randint(0x0300, 0x036F)) for _ in range(chance.randint(1, 200))]
    return "".join(letter + "".join(marks) for letter in chance.choice(WORDS))


def _nested(chance: Random) -> str:
    tags = [
        chance.choice(("b", "i", "u", "s", "code", "pre")) for _ in range(chance.randint(1, 60))
    ]
    closed = chance.sample(tags, chance.randint(0, len(tags)))
    opening = "".join(f"<{tag}>" for tag in tags)
    return opening + _mixed(chance) + "".join(f"</{tag}>" for tag in closed)


def _shortened(text: str) -> str:
    units = 0
    for place, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > LONGEST:
            return text[:place]
    return text
