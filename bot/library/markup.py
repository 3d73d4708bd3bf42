"""Items of the library as HTML of the small kind that Telegram admits, for Renderer to finish.

Volunteers write plain text; every character of it is escaped here. What has no translation stays
English and is marked, so that the reader can be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape

from babel import Locale
from babel.lists import format_list

from bot.languages import N_, SOURCE_LANGUAGE, Catalog
from bot.library.model import Action, Contact, Entry, Library, Paragraph, Source
from bot.library.references import Reference, substitute

# Translators: begins a message: an answer, above its text; {date} is the full date of its
# review; any length.
REVIEWED = N_("Reviewed {date}; the sources are listed below.")
# Translators: begins a message: an answer that cites no document, above its text; {date} is the
# full date of its review; any length.
REVIEWED_ALONE = N_("Reviewed {date} by the people who wrote the text.")
# Translators: begins a message; introduces what is known of each document under an answer; any
# length.
DOCUMENTS = N_("The documents that this answer rests on, one by one:")
# Translators: begins a message: a paragraph taken from the digest of a document stands under it;
# any length.
EXTRACT = N_("An extract from our summary of a document, not a reviewed answer:")
# Translators: begins a message: a paragraph of a document itself stands under it, word for word;
# any length.
VERBATIM = N_("An extract from the document itself, not our words and not a reviewed answer:")
# Translators: introduces the risk of using a contact or of a way to help; any length.
RISK = N_("Risk:")
# Translators: said of a contact, to somebody in danger; {date} is a full date; any
# length.
CONFIRMED = N_("Confirmed by the organisation on {date}.")
# Translators: said of a contact, to somebody in danger; any length.
WITHDRAWN = N_("No longer in use: do not use it.")
# Translators: said of a contact, to somebody in danger, before the next sentence; {years}
# is a list such as "2017 and 2019"; any length.
PUBLISHED = N_("Published: {years}.")
# Translators: said of a contact, to somebody in danger; any length.
UNCONFIRMED = N_("Not confirmed: nobody has told us that it works today.")
OF_CONTACTS = (RISK, CONFIRMED, WITHDRAWN, PUBLISHED, UNCONFIRMED)
"""What stands beside a contact."""

ENGLISH_BEGINS = "\ufdd0"
"""Stands where a message begins that has no translation; no text holds it, as Unicode keeps it for
the inside of programs."""


@dataclass(frozen=True)
class Markup:
    """The items of one library in one language, what is not translated marked."""

    library: Library
    catalog: Catalog

    def label(self, message: str) -> str:
        """A name or a label, translated and escaped, never marked."""
        return escape(self.catalog.gettext(message), quote=False)

    def sentence(self, message: str) -> str:
        """A message without references, translated and escaped."""
        mark = "" if not message or self.catalog.has(message) else ENGLISH_BEGINS
        return mark + self.label(message)

    def text(self, message: str) -> str:
        """A message of the library or the domain, translated, its references filled in."""
        return self.filled(self.catalog.gettext(message), self.catalog.has(message))

    def filled(self, text: str, translated: bool) -> str:
        """A text already in its language, escaped, its references filled in; English dates and
        figures in an English one."""
        catalog = self.catalog if translated else Catalog(SOURCE_LANGUAGE)
        reference = partial(self._reference, catalog)
        html = substitute(text, lambda part: escape(part, quote=False), reference)
        lines = ("• " + line[2:] if line.startswith("- ") else line for line in html.split("\n"))
        mark = "" if not text or translated else ENGLISH_BEGINS
        return mark + "\n".join(lines)

    def answer(self, entry: Entry) -> str:
        """A reviewed answer: the day of its review, the text, its sources.

        The day comes first because a locked screen shows how a message begins.
        """
        return self._reviewed(entry, self.text(entry.answer))

    def details(self, entry: Entry) -> str:
        """The distressing details of an answer, in the same form."""
        return self._reviewed(entry, self.text(entry.details))

    def _reviewed(self, entry: Entry, html: str) -> str:
        message = self.sentence(REVIEWED if entry.sources else REVIEWED_ALONE)
        parts = [f"<i>{message.format(date=self.catalog.date(entry.reviewed))}</i>", html]
        if entry.sources:
            # Translators: the heading of the list of sources under an answer; any length.
            parts.append(self.sentence(N_("Sources:")) + " " + "; ".join(self.links(entry.sources)))
        return "\n\n".join(parts)

    def links(self, citations: tuple[str, ...]) -> list[str]:
        """Each cited document once, as a link of publisher and date."""
        ids = dict.fromkeys(citation.partition("#")[0] for citation in citations)
        return [self.link(self.library.sources[source_id]) for source_id in ids]

    def link(self, source: Source) -> str:
        """Publisher and date of a document, as a link where it has an address."""
        label = self.label(source.publisher)
        if source.date:
            label += ", " + self.catalog.date(source.date)
        if source.address:
            return f'<a href="{escape(source.address)}">{label}</a>'
        return label

    def reference_list(self, citations: tuple[str, ...]) -> str:
        """Every cited document at length: who, what, when, where, how the date is known."""
        ids = dict.fromkeys(citation.partition("#")[0] for citation in citations)
        documents = (self.document(self.library.sources[source_id]) for source_id in ids)
        return "\n\n".join((self.sentence(DOCUMENTS), *documents))

    def document(self, source: Source) -> str:
        """One document at length."""
        # Translators: {title} is the title of a document, in the quotation marks of your language,
        # in a list of sources at length; any length.
        title = self.sentence(N_("“{title}”")).format(title=self.sentence(source.title))
        parts = [f"{self.link(source)}: {title}"]
        if source.author:
            # Translators: {name} is the author of a document, as printed there, in a list of
            # sources at length; any length.
            parts.append(self.sentence(N_("Author: {name}.")).format(name=escape(source.author)))
        if source.date and source.date_basis == "inferred":
            # Translators: said of a document that bears no date itself, in a list of sources at
            # length; how the date is known follows; any length.
            inferred = self.sentence(N_("The date is inferred."))
            parts.append(f"{inferred} {self.sentence(source.date_note)}")
        if source.address_note:
            parts.append(self.sentence(source.address_note))
        if source.language != self.catalog.language:
            parts.append(self._written_in(source.language))
        # Translators: {date} is the last day on which somebody looked at a document, a full date,
        # in a list of sources at length; any length.
        checked = self.sentence(N_("Checked {date}.")).format(
            date=self.catalog.date(source.checked)
        )
        return "\n".join(filter(None, (*(part.strip() for part in parts), checked)))

    def _written_in(self, language: str) -> str:
        if message := WRITTEN_IN.get(language):
            return self.sentence(message)
        name = Locale.parse(language).get_display_name(self.catalog.language) or language
        # Translators: said of a document, in a list of sources at length; {language} is a name such
        # as "Ukrainian", uninflected; any length.
        written_in = self.sentence(N_("Language of the document: {language}."))
        return written_in.format(language=escape(name))

    def passage(self, source: Source, paragraph: Paragraph) -> str:
        """A paragraph of a digest, marked as an extract, with its correction and its source."""
        parts = [f"<i>{self.sentence(EXTRACT)}</i>", self.text(paragraph.text)]
        if paragraph.correction:
            # Translators: introduces what is wrong or outdated in the paragraph above; any length.
            heading = self.sentence(N_("Correction:"))
            parts.append(f"<b>{heading}</b> {self.text(paragraph.correction)}")
        parts.append(self.sentence(N_("Sources:")) + " " + self.link(source))
        return "\n\n".join(parts)

    def extract(self, source: Source, text: str) -> str:
        """A paragraph of a document itself, marked as such, with its language and its source."""
        parts = [f"<i>{self.sentence(VERBATIM)}</i>", f"<blockquote>{escape(text)}</blockquote>"]
        if source.language != self.catalog.language:
            parts.append(self._written_in(source.language))
        parts.append(self.sentence(N_("Sources:")) + " " + self.link(source))
        return "\n\n".join(filter(None, parts))

    def contact(self, contact: Contact) -> str:
        """A contact with what is known of it: status first, then for whom and at what risk."""
        value = escape(contact.value, quote=False)
        lines = [f"<b>{self.label(contact.organisation)}</b>: <code>{value}</code>"]
        lines.append(self._status(contact))
        lines.append(self.text(contact.audience))
        if contact.risk:
            lines.append(self.sentence(RISK) + " " + self.text(contact.risk))
        return "\n".join(lines)

    def brief(self, contact: Contact) -> str:
        """A contact in two lines: what it is, what is known of it, the risk in a sentence."""
        value = escape(contact.value, quote=False)
        name = f"<b>{self.label(contact.organisation)}</b>: <code>{value}</code>"
        return f"{name}\n{self._status(contact)} {self.text(contact.caution)}"

    def action(self, action: Action) -> str:
        """A way to help, the risk first."""
        parts = [f"<b>{self.sentence(action.title)}</b>"]
        if action.risk:
            parts.append(self.sentence(RISK) + " " + self.text(action.risk))
        return "\n".join((*parts, self.text(action.text)))

    def _status(self, contact: Contact) -> str:
        if contact.status == "confirmed":
            confirmed = self.sentence(CONFIRMED)
            return confirmed.format(date=self.catalog.date(contact.confirmed))
        if contact.status == "withdrawn":
            return self.sentence(WITHDRAWN)
        years = format_list(list(contact.published), locale=self.catalog.language)
        published = self.sentence(PUBLISHED).format(years=years) + " "
        unconfirmed = self.sentence(UNCONFIRMED)
        return (published if contact.published else "") + unconfirmed

    def _reference(self, catalog: Catalog, reference: Reference) -> str:
        kind, target = reference
        if kind == "date":
            return escape(catalog.date(target))
        if kind == "figure":
            return escape(catalog.number(self.library.figures[target].value))
        if kind == "contact":
            return self.contact(self.library.contacts[target])
        if kind == "brief":
            return self.brief(self.library.contacts[target])
        return self.link(self.library.sources[target])


WRITTEN_IN = {
    # Translators: said of a document whose language is not the reader's, in a list of sources at
    # length; any length.
    SOURCE_LANGUAGE: N_("The document is in English."),
    # Translators: said of a document whose language is not the reader's, in a list of sources at
    # length; any length.
    "ru": N_("The document is in Russian."),
}
