"""Whatever volunteers and translators type, Telegram is sent valid HTML, and the same words."""

from __future__ import annotations

import gettext
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import DAY, MONTH, Catalog
from bot.library.live import Edition
from bot.library.render import Renderer
from tests.support.library_files import write_library
from tests.support.telegram_server.markup import parse
from tests.support.unhurried import unhurried

PIECES = ["<", ">", "&", '"', "'", "&lt;", "&nope;", "<b>", "</i>", "<a href=", "- ", "a", "\n"]
NASTY = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}"), min_size=1),
)


@pytest.fixture(scope="module")
def english(tmp_path_factory) -> Renderer:
    return Edition.read(write_library(tmp_path_factory.mktemp("small"))).renderer("en")


class Translations(gettext.NullTranslations):
    """A translator who adds the same to every message."""

    def __init__(self, added: str) -> None:
        super().__init__()
        self.added = added

    def gettext(self, message: str) -> str:
        return message if message in (DAY, MONTH) else message + self.added


def everything(renderer: Renderer) -> list[str]:
    library = renderer.library
    source = library.sources["gazette-2001"]
    entry = library.entries["rain-2001"]
    return [
        renderer.answer(entry),
        renderer.details(entry),
        renderer.reference_list(entry.sources),
        renderer.passage(source, source.paragraphs["p1"]),
        renderer.action(library.actions["lend"]),
        renderer.plain(entry.question),
    ]


@unhurried
@given(nasty=NASTY)
def test_no_text_of_a_volunteer_can_break_the_html(english, nasty):
    library = english.library
    source = library.sources["gazette-2001"]
    entry = library.entries["rain-2001"]
    contact = library.contacts["weather-line"]
    action = library.actions["lend"]

    def dirty(item, *fields):
        return replace(item, **dict.fromkeys(fields, nasty))

    p1 = dirty(source.paragraphs["p1"], "text", "correction")
    address = "https://a.example/" + nasty
    source = dirty(source, "publisher", "author", "title", "date_note", "address_note")
    entry = dirty(entry, "question", "details")
    changed = replace(
        library,
        sources={source.id: replace(source, address=address, paragraphs={"p1": p1})},
        contacts={contact.id: dirty(contact, "organisation", "value", "audience", "risk")},
        entries={entry.id: replace(entry, answer=nasty + entry.answer + nasty)},
        actions={action.id: dirty(action, "title", "text", "risk")},
    )
    for html in everything(Renderer(changed, english.catalog)):
        assert {e["type"] for e in parse(html)[1]} <= {"bold", "italic", "code", "text_link"}
    assert parse(english.plain(nasty))[0] == nasty


@unhurried
@given(nasty=NASTY, language=st.sampled_from(["en", "ru"]))
def test_no_text_of_a_translator_can_break_the_html(english, nasty, language):
    catalog = Catalog(language, Translations(nasty))
    for html in everything(Renderer(english.library, catalog)):
        assert {e["type"] for e in parse(html)[1]} <= {"bold", "italic", "code", "text_link"}
