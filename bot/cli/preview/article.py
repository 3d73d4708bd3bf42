"""One item of the page with every language side by side, and the sections they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cli.preview.markup import Markup, element, joined
from bot.library.model import Place

_GAP = '<span class="string gap'
"""What `Side` writes at a string that is not translated; no text can contain it unescaped."""


@dataclass(frozen=True)
class Article:
    """One item.

    Attributes:
        id: its anchor.
        name: its id as volunteers know it.
        title: what the contents call it, Markup where it is in a language of its own.
        place: where it stands.
        notes: short facts.
        columns: one for each language.
    """

    id: str
    name: str
    title: str
    place: str
    notes: Sequence[Markup]
    columns: Sequence[Markup]

    @property
    def has_gap(self) -> bool:
        """Whether a string of it is not translated."""
        return any(_GAP in column for column in self.columns)

    def drawn(self) -> Markup:
        """The article."""
        heading = element("h3", element("a", self.title, href=f"#{self.id}"))
        name = element("code", self.name) if self.name != self.title else None
        place = element("span", self.place, class_="file") if self.place else None
        facts = element("p", name, place, *self.notes, class_="notes")
        columns = element("div", *self.columns, class_="sides")
        classes = "gap" if self.has_gap else None
        return element("article", heading, facts, columns, id=self.id, class_=classes)

    def listed(self) -> Markup:
        """Its line in the contents."""
        return element("li", element("a", self.title, href=f"#{self.id}"))


@dataclass(frozen=True)
class Section:
    """Articles of one kind."""

    id: str
    title: Markup
    articles: Sequence[Article]

    def drawn(self) -> Markup:
        """The section with all its articles."""
        heading = element("h2", self.title, id=f"{self.id}-title")
        articles = (article.drawn() for article in self.articles)
        return element(
            "section", heading, *articles, id=self.id, aria_labelledby=f"{self.id}-title"
        )

    def listed(self) -> Markup:
        """Its part of the contents."""
        count = element("span", str(len(self.articles)), class_="count")
        lines = element("ol", *(article.listed() for article in self.articles))
        return element("details", element("summary", self.title, " ", count), lines)


def note(text: str, kind: str = "") -> Markup:
    """A short fact about an article."""
    return element("span", text, class_=f"note {kind}".strip())


def place(of: Place) -> str:
    """A place as people write it."""
    return f"{of.file}:{of.line}"


def folded(summary: Markup | str, *inside: Markup, kind: str | None = None) -> Markup:
    """What is shown when asked for, and on paper."""
    return element("details", element("summary", summary), joined(*inside), class_=kind)
