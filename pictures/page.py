"""A chat as a web page that looks like a telephone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from pictures.chat import Bubble

STYLE = """
* { box-sizing: border-box }
body { margin: 0; background: #fff; font: 15px/1.38 "DejaVu Sans", "Noto Sans", sans-serif }
main { display: flex; gap: 24px; padding: 16px; width: 904px; align-items: flex-start }
section { width: 424px; background: #d9e6d3; border-radius: 18px; overflow: hidden;
  border: 1px solid #b8c7b4 }
header { background: #517da2; color: #fff; padding: 10px 16px; font-weight: bold }
header small { display: block; font-weight: normal; opacity: .8 }
.chat { padding: 10px; display: flex; flex-direction: column; gap: 6px }
.bubble { max-width: 88%; padding: 7px 11px; border-radius: 14px; white-space: pre-wrap;
  overflow-wrap: anywhere; background: #fff; align-self: flex-start; font-size: 14px }
.person { background: #e1fcc4; align-self: flex-end }
.deed { background: none; align-self: center; color: #4a6a4a; font-size: 12px; padding: 0 }
.card { max-width: 100%; width: 100%; border-radius: 6px; margin-bottom: -3px; font-size: 13px }
.card b { display: block }
.deleted { opacity: .35; text-decoration: line-through }
.rows { display: flex; flex-direction: column; gap: 3px; width: 88%; margin-top: -3px }
.row { display: flex; gap: 3px }
.row span { flex: 1; text-align: center; background: #8fae86; color: #fff; border-radius: 8px;
  padding: 6px 8px; font-size: 13px }
a { color: #2a72b5; text-decoration: none }
code { font-family: "DejaVu Sans Mono", monospace; font-size: 13px; color: #9c2b2b }
"""
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


def _bubble(bubble: Bubble) -> str:
    shown = marked(bubble.text, bubble.entities)
    if bubble.who == "card":
        title, _, rest = shown.partition("\n")
        shown = f"<b>{title}</b>{rest}"
    classes = f"bubble {bubble.who}" + (" deleted" if bubble.is_deleted else "")
    rows = "".join(
        '<div class="row">' + "".join(f"<span>{escape(title)}</span>" for title in row) + "</div>"
        for row in bubble.rows
    )
    return f'<div class="{classes}">{shown}</div>' + (
        f'<div class="rows">{rows}</div>' if rows and not bubble.is_deleted else ""
    )


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
