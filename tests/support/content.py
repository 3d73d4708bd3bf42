"""Every text of the real library with a name to find it by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.library.live import Edition

ROOT = Path(__file__).resolve().parents[2]


def titles(edition: Edition) -> Iterator[tuple[str, str]]:
    """The titles of documents, which others wrote."""
    for source in edition.library.sources.values():
        yield f"{source.id}, title", source.title


def messages(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every English text in our own words, not the documents' titles."""
    library = edition.library
    groups = (
        (library.entries.values(), ("question", "answer", "details")),
        (library.sources.values(), ("publisher", "date_note", "address_note")),
        (library.contacts.values(), ("organisation", "audience", "caution", "risk")),
        (library.actions.values(), ("title", "text", "risk")),
    )
    for items, fields in groups:
        for item in items:
            for name in fields:
                if text := getattr(item, name):
                    yield f"{item.id}, {name}", text
    for source, paragraph in library.paragraphs():
        yield f"{source.id}#{paragraph.id}", paragraph.text
        if paragraph.correction:
            yield f"{source.id}#{paragraph.id}, correction", paragraph.correction
    for name, response in edition.responses.items():
        yield name, response.text
        for title, _payload in response.buttons:
            yield f"{name}, button", title


def shown(edition: Edition, language: str) -> Iterator[tuple[str, str]]:
    """Everything of the library as a reader of a language gets it, in Telegram's HTML."""
    renderer = edition.renderer(language)
    library = edition.library
    for entry in library.entries.values():
        yield f"{entry.id}, answer", renderer.answer(entry)
        yield f"{entry.id}, question", renderer.plain(entry.question)
        if entry.details:
            yield f"{entry.id}, details", renderer.details(entry)
        if entry.sources:
            yield f"{entry.id}, sources", renderer.reference_list(entry.sources)
    for source, paragraph in library.paragraphs():
        yield f"{source.id}#{paragraph.id}", renderer.passage(source, paragraph)
    for source in library.sources.values():
        yield source.id, renderer.document(source)
    for contact in library.contacts.values():
        yield contact.id, renderer.contact(contact)
        yield f"{contact.id}, brief", renderer.brief(contact)
    for action in library.actions.values():
        yield action.id, renderer.action(action)
    for name, response in edition.responses.items():
        text = renderer.catalog.gettext(response.text)
        for placeholder in ("hours", "days", "question_days", "group", "words"):
            text = text.replace("{" + placeholder + "}", "24")
        yield name, renderer.filled(text, renderer.catalog.has(response.text))
