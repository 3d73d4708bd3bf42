"""A chat as a web page that looks like a telephone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bot.cli.preview.chat import STYLE as CHAT
from bot.cli.preview.chat import bubble
from bot.cli.preview.markup import Markup, element
from pictures.chat import Bubble

STYLE = (
    """
* { box-sizing: border-box }
body { margin: 0; background: #fff; font: 15px/1.38 "DejaVu Sans", "Noto Sans", sans-serif }
main { display: flex; gap: 24px; padding: 16px; width: 904px; align-items: flex-start }
section { width: 424px; background: #d9e6d3; border-radius: 18px; overflow: hidden;
  border: 1px solid #b8c7b4 }
header { background: #517da2; color: #fff; padding: 10px 16px; font-weight: bold }
header small { display: block; font-weight: normal; opacity: .8 }
.deleted { opacity: .35; text-decoration: line-through }
"""
    + CHAT
)
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "code",
    "text_link": "a",
    "spoiler": "span",
    "blockquote": "span",
}
NAMES = {"en": "English", "ru": "Русский"}


def page(chats: Mapping[str, Sequence[Bubble]]) -> str:
    """A page with a chat for each language, side by side."""
    sections = "".join(
        f'<section lang="{code}"><header>Bot<small>{NAMES[code]}</small></header>'
        f'<div class="chat">{"".join(map(_bubble, bubbles))}</div></section>'
        for code, bubbles in chats.items()
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><main>{sections}</main>'
        "<script>document.title = document.documentElement.scrollHeight</script>"
    )


def _bubble(said: Bubble) -> str:
    shown = marked(said.text, said.entities)
    if said.who == "card":
        title, _, rest = shown.partition("\n")
        shown = f"<b>{title}</b>{rest}"
    kind = said.who + (" deleted" if said.is_deleted else "")
    titles = [[element("span", title) for title in row] for row in said.rows]
    return bubble(Markup(shown), [] if said.is_deleted else titles, kind)


def marked(text: str, entities: Sequence[Mapping[str, object]]) -> str:
    """HTML of a text with Telegram's entities; offsets count UTF-16 units."""
    units = text.encode("utf-16-le")
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in entities:
        start = int(str(entity["offset"]))
        end = start + int(str(entity["length"]))
        tag = TAGS.get(str(entity["type"]), "span")
        opening.setdefault(start, []).append(f"<{tag}>")
        closing.setdefault(end, []).insert(0, f"</{tag}>")
    cuts = sorted({0, len(units) // 2, *opening, *closing})
    shown = ""
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        shown += "".join(closing.get(start, ())) + "".join(opening.get(start, ()))
        shown += escape(units[2 * start : 2 * end].decode("utf-16-le"))
    return shown
