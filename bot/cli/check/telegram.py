"""What Telegram would refuse or cut, of every text as it is sent, in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from bot.errors import Problem
from bot.library.model import Entry, Place
from bot.library.reading import Reading
from bot.library.render import Renderer
from bot.telegram.splitting import LIMIT, plain, split

RULE = "telegram"
Message = tuple[Place, str, Callable[[], str]]


def check_telegram(reading: Reading) -> Iterator[Problem]:
    """Answers, details, contacts, actions, extracts and replies that make no single message."""
    yield from _judged(reading, partial(_messages, reading))


def check_entry(reading: Reading, entry: Entry) -> Iterator[Problem]:
    """An answer or details of one entry that make no single message."""
    yield from _judged(reading, partial(_of_entry, entry))


def _judged(
    reading: Reading, messages: Callable[[Renderer], Iterator[Message]]
) -> Iterator[Problem]:
    for language, catalog in reading.languages.catalogs.items():
        for place, label, render in messages(Renderer(reading.library, catalog)):
            for fault in _faults(render):
                yield Problem(place.file, place.line, f"{label}, {language}: {fault}", RULE)


def _messages(reading: Reading, renderer: Renderer) -> Iterator[Message]:
    library = reading.library
    for entry in library.entries.values():
        yield from _of_entry(entry, renderer)
    for contact in library.contacts.values():
        yield contact.place, contact.id, partial(renderer.contact, contact)
    for action in library.actions.values():
        yield action.place, action.id, partial(renderer.action, action)
    for source, paragraph in library.paragraphs():
        render = partial(renderer.passage, source, paragraph)
        yield paragraph.place, f"{source.id}#{paragraph.id}", render
    for name, response in reading.responses.items():
        place = Place("domain.yml", response.line)
        yield place, name, partial(renderer.text, response.text)


def _of_entry(entry: Entry, renderer: Renderer) -> Iterator[Message]:
    yield entry.place.of("answer"), f"{entry.id}, answer", partial(renderer.answer, entry)
    if entry.details:
        render = partial(renderer.details, entry)
        yield entry.place.of("details"), f"{entry.id}, details", render


def _faults(render: Callable[[], str]) -> Iterator[str]:
    try:
        html = render().strip()
    except (KeyError, ValueError, IndexError):
        return  # a reference that leads nowhere, which is told already
    length = sum(2 if ord(character) > 0xFFFF else 1 for character in plain(html))
    if length > LIMIT:
        yield f"it takes {length} characters and Telegram takes {LIMIT}; shorten it."
    elif split(html, length + 1) != [html]:
        yield "Telegram would not take its HTML as it is; write plain text."
