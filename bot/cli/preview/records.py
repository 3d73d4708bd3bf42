"""Contacts, actions and the digests of sources on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cli.preview.article import Article, Section, folded, note, place
from bot.cli.preview.labels import both
from bot.cli.preview.marking import unmarked
from bot.cli.preview.markup import Markup, element, joined
from bot.cli.preview.side import Side
from bot.library.model import Action, Contact, Paragraph, Source


def record_sections(sides: Sequence[Side]) -> Iterator[Section]:
    """Contacts, actions, sources."""
    library = sides[0].edition.library
    contacts = [_contact(contact, sides) for contact in library.contacts.values()]
    actions = [_action(action, sides) for action in library.actions.values()]
    sources = [_source(source, sides) for source in library.sources.values()]
    yield Section("section/contacts", both("contacts"), contacts)
    yield Section("section/actions", both("actions"), actions)
    yield Section("section/sources", both("sources"), sources)


def _title(sides: Sequence[Side], message: str) -> Markup:
    side = sides[0]
    return element("span", unmarked(side.replies.say(message)), lang=side.tag)


def _contact(contact: Contact, sides: Sequence[Side]) -> Article:
    status = element("span", both(contact.status), class_=f"note {contact.status}")
    notes = [status, note(contact.confirmed)] if contact.confirmed else [status]
    columns = []
    for side in sides:
        renderer = side.renderer
        full, brief = renderer.contact(contact), renderer.brief(contact)
        heading = element("p", side.label("brief"), class_="label")
        columns.append(
            side.column(side.chat(side.fragment(full)), heading, side.chat(side.fragment(brief)))
        )
    title = _title(sides, contact.organisation)
    return Article(f"contact/{contact.id}", contact.id, title, place(contact.place), notes, columns)


def _action(action: Action, sides: Sequence[Side]) -> Article:
    columns = [
        side.column(side.chat(side.fragment(side.renderer.action(action)))) for side in sides
    ]
    title = _title(sides, action.title)
    return Article(f"action/{action.id}", action.id, title, place(action.place), (), columns)


def _source(source: Source, sides: Sequence[Side]) -> Article:
    notes = [element("span", both("checked"), f" {source.checked}", class_="note")]
    columns = []
    for side in sides:
        document = side.chat(side.fragment(side.renderer.document(source)))
        extracts = [_paragraph(paragraph, source, side) for paragraph in source.paragraphs.values()]
        shown = folded(joined(side.label("extracts"), f" ({len(extracts)})"), *extracts)
        columns.append(side.column(document, shown if extracts else None))
    title = _title(sides, source.title)
    return Article(f"source/{source.id}", source.id, title, place(source.place), notes, columns)


def _paragraph(paragraph: Paragraph, source: Source, side: Side) -> Markup:
    where = joined(element("code", paragraph.id), " ", place(paragraph.place))
    if not paragraph.mark:
        reply = side.replies.passage(f"{source.id}#{paragraph.id}")
        return joined(element("p", where, class_="label"), side.chat(side.answers(reply)))
    cited = element("span", side.label("cited"), f" ({paragraph.mark})", class_="note warning")
    texts = filter(None, (paragraph.text, paragraph.correction))
    inside = (element("p", side.marked(side.renderer.text(text))) for text in texts)
    return joined(
        element("p", where, " ", cited, class_="label"), element("div", *inside, class_="cited")
    )
