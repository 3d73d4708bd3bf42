"""Items of the library as a reader sees them: HTML of the small kind that Telegram admits.

Volunteers write plain text; every character of it is escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from babel import Locale
from babel.lists import format_list

from bot.languages import N_, SOURCE_LANGUAGE, Catalog
from bot.library.model import Action, Contact, Entry, Library, Paragraph, Source
from bot.library.references import Reference, substitute

# Translators: begins a message; stands before an answer that exists in English only.
UNTRANSLATED = N_("This has not been translated into your language yet.")
# Translators: begins a message: an answer; {date} is a full date.
REVIEWED = N_("Reviewed {date}; the sources are listed below.")
# Translators: begins a message: an answer that cites no document; {date} is a full date.
REVIEWED_ALONE = N_("Reviewed {date} by the people who wrote the text.")
# Translators: begins a message; introduces what is known of each document under an answer.
DOCUMENTS = N_("The documents that this answer rests on, one by one:")
# Translators: begins a message: a paragraph taken from the digest of a document.
EXTRACT = N_("An extract from our summary of a document, not a reviewed answer:")
# Translators: begins a message: a paragraph of a document itself, word for word.
VERBATIM = N_("An extract from the document itself, not our words and not a reviewed answer:")
# Translators: introduces the risk of using a contact, or of a way to help.
RISK = N_("Risk:")
# Translators: said of a contact; {date} is a full date.
CONFIRMED = N_("Confirmed by the organisation on {date}.")
# Translators: said of a contact.
WITHDRAWN = N_("No longer in use: do not use it.")
# Translators: said of a contact; {years} is a list such as "2017 and 2019".
PUBLISHED = N_("Published: {years}.")
# Translators: said of a contact.
UNCONFIRMED = N_("Not confirmed: nobody has told us that it works today.")
OF_CONTACTS = (RISK, CONFIRMED, WITHDRAWN, PUBLISHED, UNCONFIRMED)
"""What stands beside a contact."""


@dataclass(frozen=True)
class Renderer:
    """Renders the items of one library in one language."""

    library: Library
    catalog: Catalog

    def plain(self, message: str) -> str:
        """A message translated and escaped, with paragraphs and lists but no references."""
        return escape(self.catalog.gettext(message), quote=False)

    def text(self, message: str) -> str:
        """A message of the library or the domain, translated, its references filled in."""
        return self.filled(self.catalog.gettext(message), self.catalog.has(message))

    def filled(self, text: str, translated: bool) -> str:
        """A text already in its language, escaped, its references filled in."""
        note = "" if translated else self.plain(UNTRANSLATED) + "\n\n"
        html = substitute(text, lambda part: escape(part, quote=False), self._reference)
        lines = ("• " + line[2:] if line.startswith("- ") else line for line in html.split("\n"))
        return note + "\n".join(lines)

    def answer(self, entry: Entry) -> str:
        """A reviewed answer: the day of its review, the text, its sources.

        The day comes first because a locked screen shows how a message begins.
        """
        return self._reviewed(entry, self.text(entry.answer))

    def details(self, entry: Entry) -> str:
        """The distressing details of an answer, in the same form."""
        return self._reviewed(entry, self.text(entry.details))

    def _reviewed(self, entry: Entry, html: str) -> str:
        message = self.plain(REVIEWED if entry.sources else REVIEWED_ALONE)
        parts = [f"<i>{message.format(date=self.catalog.date(entry.reviewed))}</i>", html]
        if entry.sources:
            # Translators: the heading of the list of sources under an answer.
            parts.append(self.plain(N_("Sources:")) + " " + "; ".join(self.links(entry.sources)))
        return "\n\n".join(parts)

    def links(self, citations: tuple[str, ...]) -> list[str]:
        """Each cited document once, as a link of publisher and date."""
        ids = dict.fromkeys(citation.partition("#")[0] for citation in citations)
        return [self.link(self.library.sources[source_id]) for source_id in ids]

    def link(self, source: Source) -> str:
        """Publisher and date of a document, as a link where it has an address."""
        label = self.plain(source.publisher)
        if source.date:
            label += ", " + self.catalog.date(source.date)
        if source.address:
            return f'<a href="{escape(source.address)}">{label}</a>'
        return label

    def reference_list(self, citations: tuple[str, ...]) -> str:
        """Every cited document at length: who, what, when, where, how the date is known."""
        ids = dict.fromkeys(citation.partition("#")[0] for citation in citations)
        documents = (self.document(self.library.sources[source_id]) for source_id in ids)
        return "\n\n".join((self.plain(DOCUMENTS), *documents))

    def document(self, source: Source) -> str:
        """One document at length."""
        # Translators: the title of a document, in quotation marks.
        title = self.plain(N_("“{title}”")).format(title=self.plain(source.title))
        parts = [f"{self.link(source)}: {title}"]
        if source.author:
            # Translators: the author of a document.
            parts.append(self.plain(N_("Author: {name}.")).format(name=escape(source.author)))
        if source.date and source.date_basis == "inferred":
            # Translators: the document itself bears no date.
            parts.append(
                self.plain(N_("The date is inferred.")) + " " + self.plain(source.date_note)
            )
        if source.address_note:
            parts.append(self.plain(source.address_note))
        if source.language != self.catalog.language:
            parts.append(self._written_in(source.language))
        # Translators: the last day somebody looked at this document.
        checked = self.plain(N_("Checked {date}.")).format(date=self.catalog.date(source.checked))
        return "\n".join(filter(None, (*(part.strip() for part in parts), checked)))

    def _written_in(self, language: str) -> str:
        if message := WRITTEN_IN.get(language):
            return self.plain(message)
        name = Locale.parse(language).get_display_name(self.catalog.language) or language
        # Translators: said of a document; {language} is a name such as "Ukrainian", uninflected.
        return self.plain(N_("Language of the document: {language}.")).format(language=escape(name))

    def passage(self, source: Source, paragraph: Paragraph) -> str:
        """A paragraph of a digest, marked as an extract, with its correction and its source."""
        parts = [f"<i>{self.plain(EXTRACT)}</i>", self.text(paragraph.text)]
        if paragraph.correction:
            # Translators: introduces what is wrong or outdated in the paragraph above.
            heading = self.plain(N_("Correction:"))
            parts.append(f"<b>{heading}</b> {self.text(paragraph.correction)}")
        parts.append(self.plain(N_("Sources:")) + " " + self.link(source))
        return "\n\n".join(parts)

    def extract(self, source: Source, text: str) -> str:
        """A paragraph of a document itself, marked as such, with its language and its source."""
        parts = [f"<i>{self.plain(VERBATIM)}</i>", f"<blockquote>{escape(text)}</blockquote>"]
        if source.language != self.catalog.language:
            parts.append(self._written_in(source.language))
        parts.append(self.plain(N_("Sources:")) + " " + self.link(source))
        return "\n\n".join(filter(None, parts))

    def contact(self, contact: Contact) -> str:
        """A contact with what is known of it: status first, then for whom and at what risk."""
        value = escape(contact.value, quote=False)
        lines = [f"<b>{self.plain(contact.organisation)}</b>: <code>{value}</code>"]
        lines.append(self._status(contact))
        lines.append(self.text(contact.audience))
        if contact.risk:
            lines.append(self.plain(RISK) + " " + self.text(contact.risk))
        return "\n".join(lines)

    def brief(self, contact: Contact) -> str:
        """A contact in two lines: what it is, what is known of it, the risk in a sentence."""
        value = escape(contact.value, quote=False)
        name = f"<b>{self.plain(contact.organisation)}</b>: <code>{value}</code>"
        return f"{name}\n{self._status(contact)} {self.text(contact.caution)}"

    def action(self, action: Action) -> str:
        """A way to help, the risk first."""
        parts = [f"<b>{self.plain(action.title)}</b>"]
        if action.risk:
            parts.append(self.plain(RISK) + " " + self.text(action.risk))
        return "\n".join((*parts, self.text(action.text)))

    def _status(self, contact: Contact) -> str:
        if contact.status == "confirmed":
            date = self.catalog.date(contact.confirmed)
            return self.plain(CONFIRMED).format(date=date)
        if contact.status == "withdrawn":
            return self.plain(WITHDRAWN)
        years = format_list(list(contact.published), locale=self.catalog.language)
        published = self.plain(PUBLISHED).format(years=years) + " "
        unconfirmed = self.plain(UNCONFIRMED)
        return (published if contact.published else "") + unconfirmed

    def _reference(self, reference: Reference) -> str:
        kind, target = reference
        if kind == "date":
            return escape(self.catalog.date(target))
        if kind == "figure":
            return escape(self.catalog.number(self.library.figures[target].value))
        if kind == "contact":
            return self.contact(self.library.contacts[target])
        if kind == "brief":
            return self.brief(self.library.contacts[target])
        return self.link(self.library.sources[target])


WRITTEN_IN = {
    # Translators: said of a document whose language is not the reader's.
    SOURCE_LANGUAGE: N_("The document is in English."),
    # Translators: said of a document whose language is not the reader's.
    "ru": N_("The document is in Russian."),
}
