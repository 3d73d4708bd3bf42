"""The look of a chat: bubbles with buttons under them, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.cli.preview.markup import Markup, element, joined

STYLE = Path(__file__).with_name("chat.css").read_text("utf-8")
"""Style of what `bubble` draws inside an element of the class `chat`."""


def bubble(inside: Markup, rows: Sequence[Sequence[Markup]] = (), kind: str = "bot") -> Markup:
    """One thing that was said and the buttons under it.

    Args:
        inside: what was said.
        rows: an element for each button.
        kind: `bot`, `person`, `deed` (what somebody pressed) or `card`; further classes may follow.
    """
    said = element("div", inside, class_=f"bubble {kind}")
    if not rows:
        return said
    shown = (element("div", *row, class_="row") for row in rows)
    return joined(said, element("div", *shown, class_="rows"))
