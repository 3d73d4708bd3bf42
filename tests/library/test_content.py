"""The real library: complete in both languages, the same in both, and fit to be sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from telegram import User

from bot.assistant.nlg import _as_button
from bot.assistant.replies import Replies, Reply
from bot.cli.locales.update import missing
from bot.library.live import Edition
from bot.library.model import TOPICS
from bot.library.shape import LONGEST_ID
from bot.settings import Settings
from bot.telegram.keyboards import inline_keyboard
from bot.telegram.splitting import split
from tests.support.content import ROOT, messages, shown, titles
from tests.support.telegram_server.markup import parse, visible

LANGUAGES = ("en", "ru")
ME = User(1, "Some", True, username="some_test_bot", supports_inline_queries=True)
REFERENCE = re.compile(r"\{[^{}]*\}")
THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
NOT_CONFIRMED = {"en": "Not confirmed: nobody has told us", "ru": "Не подтвержд"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Edition.read(ROOT)


def pairs(edition: Edition) -> list[tuple[str, str, str]]:
    """Each text with its name, in English and in Russian."""
    russian = edition.languages.catalog("ru")
    texts = [*messages(edition), *titles(edition)]
    return [(name, english, russian.gettext(english)) for name, english in texts]


def test_the_library_is_large_enough(edition):
    assert len(edition.library.entries) >= 80
    assert {entry.topic for entry in edition.library.entries.values()} == {
        "crisis", "numbers", "sources", "help", "risk", "safety", "about"
    }  # fmt: skip


def test_every_text_is_translated():
    assert missing(ROOT) == {"ru": []}


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", THOUSANDS.sub("", REFERENCE.sub(" ", text))))


def points(text: str) -> int:
    return sum(line.startswith("- ") for line in text.split("\n"))


@pytest.mark.parametrize(
    "what", [numbers, points, lambda text: Counter(REFERENCE.findall(text))], ids=str
)
def test_both_languages_say_the_same(edition, what):
    different = [name for name, en, ru in pairs(edition) if what(en) != what(ru)]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_fits(edition, language):
    say = edition.languages.catalog(language).gettext
    for entry in edition.library.entries.values():
        assert len(say(entry.question)) <= 90, entry.id
    for name, response in edition.responses.items():
        assert len(response.buttons) <= 3, name
        for title, payload in response.buttons:
            assert 1 <= len(say(title)) <= 30, (name, title)
            assert len(payload.encode()) <= 64, (name, payload)


def replies_of(edition: Edition, language: str) -> Iterator[tuple[str, Reply]]:
    """Whatever the entries and topics of the library are shown as, with its buttons."""
    replies = Replies(edition, language, Settings())
    for name in edition.library.entries:
        yield name, replies.answer(name)
        yield f"{name}, abroad", replies.answer(name, abroad=True)
        yield f"{name}, choice", replies.with_offer(replies.choice([name]), "words")
        for compose in (replies.details, replies.sources, replies.more):
            yield f"{name}, {compose.__name__}", compose(name)
    for topic in TOPICS:
        yield topic, replies.topic(topic)


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_every_button_of_every_reply(edition, language):
    sent = Counter()
    for name, reply in replies_of(edition, language):
        rows = inline_keyboard([_as_button(button) for button in reply.buttons], ME)
        assert len(rows.inline_keyboard if rows else ()) <= 4, name
        for button in reply.buttons:
            assert 1 <= len(button.title) <= 90, (name, button)
            assert sum(map(bool, (button.payload, button.start, button.share))) == 1, (name, button)
            sent[button.payload.partition("{")[0]] += 1
    assert set(sent) == {
        "/show", "/show_abroad", "/show_details", "/show_sources",
        "/vote", "/none_of_these", "/pass_on", "",
    }  # fmt: skip


def test_an_entry_of_the_longest_name_fits_on_every_button(edition):
    name = "x" * LONGEST_ID
    entry = replace(edition.library.entries["torture"], id=name)
    entries = {**edition.library.entries, name: entry}
    changed = replace(edition, library=replace(edition.library, entries=entries))
    for _, reply in replies_of(changed, "en"):
        inline_keyboard([_as_button(button) for button in reply.buttons], ME)


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_everything_that_is_shown(edition, language):
    for name, html in shown(edition, language):
        text, _ = parse(html)
        assert "{" not in text and "}" not in text, name
        for part in split(html):
            assert visible(part, "HTML")[0].strip(), name


def test_no_answer_is_shown_in_another_language_than_the_readers(edition):
    note = "This text is not in your language yet, so it is shown in English."
    translated = edition.languages.catalog("ru").gettext(note)
    for name, html in shown(edition, "ru"):
        assert translated not in html and note not in html, name


def test_there_are_the_two_telephone_numbers_with_their_years(edition):
    contacts = edition.library.contacts.values()
    telephones = {c.id: c.published for c in contacts if c.kind == "telephone"}
    assert telephones == {
        "lgbtnet-hotline": ("2017", "2019"),
        "ilga-europe-office": ("2009", "2017"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_wherever_an_unconfirmed_contact_stands_its_years_and_that_is_said(edition, language):
    unconfirmed = [c for c in edition.library.contacts.values() if c.status == "unverified"]
    assert len(unconfirmed) == len(edition.library.contacts)
    seen = Counter()
    for name, html in shown(edition, language):
        text = parse(html)[0]
        for contact in unconfirmed:
            for place in re.finditer(re.escape(contact.value), text):
                line = text[place.end() :].lstrip("\n").split("\n")[0]
                assert NOT_CONFIRMED[language] in line, name
                assert all(year in line for year in contact.published), name
                seen[contact.id] += 1
    assert all(seen[contact.id] >= 1 for contact in unconfirmed)


def test_no_email_address_stands_anywhere():
    folders = ("responses", "locales")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    for path in [*files, ROOT / "domain.yml"]:
        assert not EMAIL.search(path.read_text("utf-8")), path


def test_the_risk_stands_with_every_contact_and_every_way_to_help(edition):
    library = edition.library
    for contact in library.contacts.values():
        assert contact.risk and contact.caution and contact.audience, contact.id
    assert all(action.risk for action in library.actions.values())
    assert {action.where for action in library.actions.values()} == {"outside-russia"}


def test_every_source_is_shown_with_a_date_or_says_why_not(edition):
    for source in edition.library.sources.values():
        assert source.date or source.date_note, source.id
        assert source.date_basis == "stated" or source.date_note, source.id
