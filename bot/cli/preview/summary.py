"""How much is translated, which strings readers do not get, and which stand in no message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.cli.preview.article import folded
from bot.cli.preview.labels import both
from bot.cli.preview.language_names import direction
from bot.cli.preview.markup import Markup, element, joined
from bot.cli.preview.po_strings import FUZZY, MISSING, TRANSLATED, PoString
from bot.cli.preview.side import Side
from bot.languages import SOURCE_LANGUAGE

COUNTED = {TRANSLATED: "translated", FUZZY: "count_fuzzy", MISSING: "count_missing"}


def state_of_languages(sides: Sequence[Side]) -> Markup:
    """For each language how much of it is translated."""
    return element("ul", *(element("li", _state(side)) for side in sides), class_="languages")


def _state(side: Side) -> Markup:
    name = element("b", side.name, lang=side.tag)
    if side.strings is None:
        return joined(name, element("span", both("original")))
    counts = Counter(string.state for string in side.strings)
    numbers = (
        element(
            "span", f"{counts[state]} ", both(text), class_=f"note {state if counts[state] else ''}"
        )
        for state, text in COUNTED.items()
    )
    files = (element("code", file) for file in side.strings.files)
    return joined(name, *numbers, *files)


def not_shown(side: Side) -> Markup | None:
    """The strings for which readers of a language get English; to be asked once all is drawn."""
    gaps = [string for string in side.strings or () if not string.is_shown]
    return _listed("todo", side, gaps)


def not_seen(side: Side) -> Markup | None:
    """The strings that stand in nothing that was drawn."""
    strings = enumerate(side.strings or ())
    return _listed("unseen", side, [s for number, s in strings if number not in side.seen])


def _listed(name: str, side: Side, strings: Iterable[PoString]) -> Markup | None:
    lines = [_line(side, string) for string in strings]
    if not lines:
        return None
    identity = f"{name}/{side.code}"
    heading = element("h2", both(name), f" ({len(lines)})", id=identity)
    listed = folded(heading, element("ul", *lines, class_="strings"))
    return element("section", listed, aria_labelledby=identity)


def _line(side: Side, string: PoString) -> Markup:
    english = element("span", string.message, lang=SOURCE_LANGUAGE, class_="message")
    translated = element("span", string.translation, lang=side.tag, dir=direction(side.code))
    state = None if string.is_shown else f"string gap {string.state}"
    return element(
        "li",
        side.place(string),
        " ",
        english,
        translated if string.translation else None,
        class_=state,
    )
