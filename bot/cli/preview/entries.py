"""Reviewed answers on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.assistant.card import card
from bot.assistant.labels import MORE_DETAILS, OUTSIDE_RUSSIA, SOURCES, TOPIC_NAMES, WARNING
from bot.assistant.reply import Button
from bot.cli.preview.article import Article, Section, folded, note, place
from bot.cli.preview.chat import bubble
from bot.cli.preview.labels import beside, both
from bot.cli.preview.marking import tagged, unmarked
from bot.cli.preview.markup import Markup, element, joined
from bot.cli.preview.messages import message
from bot.cli.preview.side import Side
from bot.library.model import TOPICS, Entry
from bot.telegram.splitting import LIMIT


def entry_sections(sides: Sequence[Side]) -> Iterator[Section]:
    """A section for each topic that has answers."""
    entries = sides[0].edition.library.entries.values()
    for topic in TOPICS:
        articles = [_article(entry, sides) for entry in entries if entry.topic == topic]
        if articles:
            name = TOPIC_NAMES[topic]
            names = [(side.tag, unmarked(side.replies.say(name))) for side in sides]
            yield Section(f"answers/{topic}", beside(names), articles)


def _article(entry: Entry, sides: Sequence[Side]) -> Article:
    first = sides[0]
    title = element("span", unmarked(first.replies.say(entry.question)), lang=first.tag)
    notes = [
        note(entry.topic),
        element("span", both("reviewed"), f" {entry.reviewed}", class_="note"),
    ]
    if entry.risky_in_russia:
        notes.append(element("span", both("risky"), class_="note warning"))
    if entry.details:
        notes.append(element("span", both("distressing"), class_="note warning"))
    columns = [_column(entry, side) for side in sides]
    return Article(entry.id, entry.id, title, place(entry.place), notes, columns)


def _column(entry: Entry, side: Side) -> Markup:
    return side.column(
        side.chat(side.says(side.replies.say(entry.question)), *_answer(entry, side)),
        _details(entry, side) if entry.details else None,
        _documents(entry, side) if entry.sources else None,
        _card(entry, side) if entry.topic != "risk" else None,
        _ways(entry, side),
    )


def _ways(entry: Entry, side: Side) -> Markup:
    ways = entry.asked_as.get(side.code, ())
    if not ways:
        return element("p", side.label("no_ways"), class_="none")
    heading = element("p", side.label("ways"), f" ({len(ways)})", class_="label")
    return joined(heading, element("ul", *(element("li", way) for way in ways), class_="ways"))


def _answer(entry: Entry, side: Side) -> Iterator[Markup]:
    given = {"entry": entry.id}
    yield side.answers(side.compose("utter_show", given))
    if entry.risky_in_russia:
        yield side.presses(side.replies.say(OUTSIDE_RUSSIA))
        yield side.answers(side.compose("utter_show_abroad", given))


def _details(entry: Entry, side: Side) -> Markup:
    pressed = side.presses(side.replies.say(MORE_DETAILS))
    reply = side.compose("utter_show_details", {"entry": entry.id})
    warning = side.plain(side.replies.say(WARNING))
    return folded(warning, side.chat(pressed, side.answers(reply)), kind="distressing")


def _documents(entry: Entry, side: Side) -> Markup:
    pressed = side.presses(side.replies.say(SOURCES))
    reply = side.compose("utter_show_sources", {"entry": entry.id})
    return folded(side.label("documents"), side.chat(pressed, side.answers(reply)))


def _card(entry: Entry, side: Side) -> Markup:
    shared = card(side.edition, side.replies, side.code, entry.id)
    found = bubble(
        joined(element("b", side.plain(shared.title)), side.plain(shared.text)), kind="card"
    )
    sent = message(tagged(shared.html), ((Button(shared.button, start=entry.id),),))
    return folded(side.label("card"), side.chat(found, side.draw(sent, LIMIT)))
