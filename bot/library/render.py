"""Items of the library as a reader sees them: HTML of the small kind that Telegram admits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.languages import N_, Catalog
from bot.library.markup import ENGLISH_BEGINS, Markup
from bot.library.model import Action, Contact, Entry, Library, Paragraph, Source

# Translators: begins a message or stands above a paragraph, once, where what follows has no
# translation yet; name your language and English, as in “not in Russian yet, so it is shown in
# English”; any length.
UNTRANSLATED = N_("This text is not in your language yet, so it is shown in English.")


@dataclass(frozen=True)
class Renderer:
    """Renders the items of one library in one language.

    What has no translation, or a fuzzy one, stays English, and one sentence above the first such
    paragraph says so; `joined` keeps it to one where several parts become a message.
    """

    library: Library
    catalog: Catalog

    def plain(self, message: str) -> str:
        """A name or a label translated and escaped; in English without the sentence."""
        return self._markup.label(message)

    def text(self, message: str) -> str:
        """A message of the library or the domain, translated, its references filled in."""
        return self._noted(self._markup.text(message))

    def filled(self, text: str, translated: bool) -> str:
        """A text already in its language, escaped, its references filled in."""
        return self._noted(self._markup.filled(text, translated))

    def listing(self, heading: str, messages: Iterable[str], *, bold: bool = False) -> str:
        """A heading and below it messages without references, one a line."""
        above = self._markup.sentence(heading)
        lines = ("• " + self._markup.sentence(message) for message in messages)
        return self._noted("\n".join((f"<b>{above}</b>" if bold else above, *lines)))

    def answer(self, entry: Entry) -> str:
        """A reviewed answer: the day of its review, the text, its sources."""
        return self._noted(self._markup.answer(entry))

    def details(self, entry: Entry) -> str:
        """The distressing details of an answer, in the same form."""
        return self._noted(self._markup.details(entry))

    def link(self, source: Source) -> str:
        """Publisher and date of a document, as a link where it has an address."""
        return self._markup.link(source)

    def links(self, citations: tuple[str, ...]) -> list[str]:
        """Each cited document once, as a link of publisher and date."""
        return self._markup.links(citations)

    def reference_list(self, citations: tuple[str, ...]) -> str:
        """Every cited document at length: who, what, when, where, how the date is known."""
        return self._noted(self._markup.reference_list(citations))

    def document(self, source: Source) -> str:
        """One document at length."""
        return self._noted(self._markup.document(source))

    def passage(self, source: Source, paragraph: Paragraph) -> str:
        """A paragraph of a digest, marked as an extract, with its correction and its source."""
        return self._noted(self._markup.passage(source, paragraph))

    def extract(self, source: Source, text: str) -> str:
        """A paragraph of a document itself, marked as such, with its language and its source."""
        return self._noted(self._markup.extract(source, text))

    def contact(self, contact: Contact) -> str:
        """A contact with what is known of it: status first, then for whom and at what risk."""
        return self._noted(self._markup.contact(contact))

    def brief(self, contact: Contact) -> str:
        """A contact in two lines: what it is, what is known of it, the risk in a sentence."""
        return self._noted(self._markup.brief(contact))

    def action(self, action: Action) -> str:
        """A way to help, the risk first."""
        return self._noted(self._markup.action(action))

    def joined(self, *parts: str) -> str:
        """Rendered parts as the paragraphs of one message, the sentence said once."""
        paragraphs = [paragraph for part in parts for paragraph in part.split("\n\n")]
        note = self._note
        if note not in paragraphs:
            return "\n\n".join(paragraphs)
        first = paragraphs.index(note)
        after = (paragraph for paragraph in paragraphs[first:] if paragraph != note)
        return "\n\n".join((*paragraphs[: first + 1], *after))

    @property
    def _markup(self) -> Markup:
        return Markup(self.library, self.catalog)

    @property
    def _note(self) -> str:
        """The sentence; empty where it has no translation itself."""
        return self.plain(UNTRANSLATED) if self.catalog.has(UNTRANSLATED) else ""

    def _noted(self, html: str) -> str:
        before, mark, after = html.partition(ENGLISH_BEGINS)
        if mark and (note := self._note):
            above, gap, line = before.rpartition("\n\n")
            before = f"{above}{gap}{note}\n\n{line}"
        return before + after.replace(ENGLISH_BEGINS, "")
