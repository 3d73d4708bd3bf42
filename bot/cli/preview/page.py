"""The page: one file, with its style, its script and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.cli.preview.article import Section
from bot.cli.preview.chat import STYLE as CHAT
from bot.cli.preview.labels import both
from bot.cli.preview.markup import Markup, element, joined
from bot.cli.preview.side import Side
from bot.cli.preview.summary import not_seen, not_shown, state_of_languages

STYLE = CHAT + Path(__file__).with_name("page.css").read_text("utf-8")
SCRIPT = Path(__file__).with_name("filter.js").read_text("utf-8")
TITLE = "Ryadom · Рядом"


def page(sections: Iterable[Section], sides: Sequence[Side], is_proof: bool, is_whole: bool) -> str:
    """The page as HTML.

    Args:
        sections: what is shown.
        sides: the languages, as they were used to draw the sections.
        is_proof: whether it is a translator's proof sheet.
        is_whole: whether it shows the whole library.
    """
    sections = list(sections)
    body = joined(
        element("a", both("skip"), href="#page/texts", class_="skip"),
        element("header", *_heading(sides, is_proof)),
        element("nav", *_contents(sections), aria_label="Contents, содержание")
        if is_whole
        else None,
        element(
            "main",
            *(not_shown(side) for side in sides if is_whole),
            *(section.drawn() for section in sections),
            *(not_seen(side) for side in sides if is_whole and is_proof),
            id="page/texts",
        ),
        element("script", Markup(SCRIPT)) if is_whole else None,
    )
    classes = " ".join(("proof" if is_proof else "preview", "whole" if is_whole else "single"))
    html = element("html", _head(), element("body", body, class_=classes), lang="en")
    return f"<!doctype html>\n{html}\n"


def _head() -> Markup:
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name_="referrer", content="no-referrer"),
        element("meta", http_equiv="x-dns-prefetch-control", content="off"),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", TITLE),
        element("style", Markup(STYLE)),
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _heading(sides: Sequence[Side], is_proof: bool) -> Iterable[Markup]:
    yield element("h1", both("proof" if is_proof else "title"))
    yield element("p", both("proof_lead" if is_proof else "lead"), class_="lead")
    yield state_of_languages(sides)


def _contents(sections: Sequence[Section]) -> Iterable[Markup]:
    search = (
        element("label", both("filter"), for_="page/filter"),
        element("input", id="page/filter", type="search", autocomplete="off", spellcheck="false"),
        element("output", id="page/count", for_="page/filter"),
    )
    yield element("div", *search, class_="search", role="search", hidden=True)
    if any(article.has_gap for section in sections for article in section.articles):
        box = element("input", type="checkbox", id="page/gaps")
        yield element("label", box, " ", both("gaps"), class_="gaps")
    yield element("h2", both("contents"))
    for section in sections:
        yield section.listed()
