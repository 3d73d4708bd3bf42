"""Whatever the assistant says, a locked screen shows nothing of it that gives the reader away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.assistant.cards import find_cards
from bot.assistant.commands import DESCRIPTIONS
from bot.assistant.composers import response
from bot.assistant.groups import GroupReplies
from bot.assistant.notices import BUSY, DESCRIPTION, SHORT_DESCRIPTION, SLOW, STALE
from bot.assistant.replies import Replies
from bot.assistant.situations import SITUATIONS, response_of_situation
from bot.languages import Catalog
from bot.library.editorial.opening import INSIDE, telling
from bot.library.editorial.vocabulary import Vocabulary
from bot.library.live import Edition
from bot.library.model import TOPICS
from bot.library.render import Renderer
from bot.settings import ROOT, Settings
from tests.support.fake_agent import FakeAgent
from tests.support.telegram_server.markup import parse

EDITION = Edition.read(ROOT)
WORDS = Vocabulary.read(ROOT, []).words
LANGUAGES = EDITION.languages.codes


def messages(language: str, edition: Edition = EDITION) -> Iterator[tuple[str, str]]:
    """Every message with a name to find it by, in Telegram's HTML."""
    replies = Replies(edition, language, Settings())
    library = edition.library
    for name in edition.responses:
        if not name.startswith(INSIDE):
            yield name, response(name, replies).text
            yield f"{name}, offered", replies.with_offer(response(name, replies), "words").text
    for opening in ("utter_at_risk", "utter_help_now"):
        for situation in SITUATIONS:
            shown = replies.at_risk(opening, response_of_situation(situation))
            yield f"{opening}, {situation}", shown.text
    for entry in library.entries:
        yield entry, replies.answer(entry).text
        yield f"{entry}, abroad", replies.answer(entry, abroad=True).text
        yield f"{entry}, details", replies.details(entry).text
        yield f"{entry}, sources", replies.sources(entry).text
        yield f"{entry}, choice", replies.choice([entry]).text
    for topic in TOPICS:
        yield topic, replies.topic(topic).text
    for source, paragraph in library.paragraphs():
        target = f"{source.id}#{paragraph.id}"
        yield target, replies.passage(target).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_begins_with_what_gives_a_reader_away(language: str) -> None:
    seen = [(name, parse(html)[0]) for name, html in messages(language)]
    assert len(seen) > 500
    assert [(name, text[:50]) for name, text in seen if list(telling(text, WORDS))] == []


def test_nor_where_nothing_is_translated() -> None:
    """A catalogue without a single message: everything is English, and some with a note."""
    languages = type(EDITION.languages)({**EDITION.languages.catalogs, "ru": Catalog("ru")})
    edition = Edition(EDITION.library, languages, EDITION.responses)
    seen = [(name, parse(html)[0]) for name, html in messages("ru", edition)]
    assert [(name, text[:50]) for name, text in seen if list(telling(text, WORDS))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reviewed", ["2026-05-01", "2026-11-20", "2026-05", "2026"])
def test_the_day_of_the_review_covers_the_answer_however_short_it_is(
    language: str, reviewed: str
) -> None:
    catalog = EDITION.languages.catalog(language)
    for sources in ((), ("gscene-2017-04",)):
        changes = {"reviewed": reviewed, "sources": sources, "answer": "Gay men."}
        entry = replace(EDITION.library.entries["detained-2017"], **changes)
        html = Renderer(EDITION.library, catalog).answer(entry)
        assert not list(telling(parse(html)[0], WORDS)), html


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_does_what_is_said_in_a_group(language: str) -> None:
    replies = GroupReplies(EDITION, language, Settings())
    said = [(name, response(name, replies)) for name in EDITION.responses]
    for entry in EDITION.library.entries:
        said += [(entry, replies.answer(entry)), (f"{entry}, choice", replies.choice([entry]))]
    seen = [(name, parse(reply.text)[0]) for name, reply in said if not name.startswith(INSIDE)]
    assert [(name, text[:50]) for name, text in seen if list(telling(text, WORDS))] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nor_does_an_answer_sent_into_another_chat(language: str) -> None:
    for entry in EDITION.library.entries:
        agent = FakeAgent()
        found = await find_cards(agent, EDITION, Settings(), entry, language)  # type: ignore[arg-type]
        (card,) = found.cards
        assert not list(telling(parse(card.html)[0], WORDS)), entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_does_what_is_said_without_an_answer(language: str) -> None:
    say = EDITION.languages.catalog(language).gettext
    contacts = parse(Replies(EDITION, language, Settings()).response("utter_contacts").text)[0]
    failure = EDITION.responses["utter_default"].text
    for text in (STALE, BUSY, SLOW, failure):
        assert not list(telling(f"{say(text)}\n\n{contacts}", WORDS)), text
    for text in (DESCRIPTION, SHORT_DESCRIPTION):
        for begin in range(len(say(text))):
            assert not list(telling(say(text)[begin:], WORDS)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_do_the_menu_and_the_buttons_of_the_first_message(language: str) -> None:
    say = EDITION.languages.catalog(language).gettext
    titles = [title for title, _ in EDITION.responses["utter_start"].buttons]
    for text in (*DESCRIPTIONS.values(), *titles):
        assert not list(telling(say(text), WORDS)), text
