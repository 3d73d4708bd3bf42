"""One language of the page: what is said in it, and which of its strings are seen where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

from bot.assistant.composers import compose
from bot.assistant.groups import GroupReplies
from bot.assistant.replies import Replies
from bot.assistant.reply import Button, Reply
from bot.assistant.turn import Turn
from bot.cli.preview.chat import bubble
from bot.cli.preview.labels import label
from bot.cli.preview.language_names import direction, own_name
from bot.cli.preview.marking import MarkedCatalog, tagged, untagged
from bot.cli.preview.markup import Markup, element, joined
from bot.cli.preview.messages import Message, message, messages
from bot.cli.preview.po_strings import PoString, PoStrings
from bot.cli.preview.targets import target_of
from bot.languages import SOURCE_LANGUAGE
from bot.library.live import Edition
from bot.library.render import Renderer
from bot.settings import Settings
from bot.telegram.splitting import LIMIT, split


@dataclass
class Side:
    """One language.

    Attributes:
        edition: the library, strings of this language marked.
        is_proof: whether every string shows its place; else only those that are not translated.
        targets: ids on the page, to which buttons may lead.
        strings: of the PO files; None for English, which has none.
        seen: numbers of the strings that have been drawn.
    """

    code: str
    edition: Edition
    replies: Replies
    group: GroupReplies
    is_proof: bool
    targets: frozenset[str]
    strings: PoStrings | None = None
    seen: set[int] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        edition: Edition,
        code: str,
        settings: Settings,
        is_proof: bool,
        targets: frozenset[str],
    ) -> Side:
        """The side of a language of an edition."""
        strings = None if code == SOURCE_LANGUAGE else PoStrings(settings.root, code)
        catalog = MarkedCatalog(code, origin=edition.languages.catalog(code), strings=strings)
        catalogs = {**edition.languages.catalogs, code: catalog}
        marked = replace(edition, languages=replace(edition.languages, catalogs=catalogs))
        replies = Replies(marked, code, settings)
        group = GroupReplies(marked, code, settings)
        return cls(code, marked, replies, group, is_proof, targets, strings)

    @property
    def renderer(self) -> Renderer:
        """What renders in this language."""
        return self.edition.renderer(self.code)

    @property
    def name(self) -> str:
        """The language's own name."""
        return own_name(self.code)

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return self.code.replace("_", "-")

    def label(self, name: str, **values: object) -> Markup:
        """A label beside the texts of this language."""
        return label(name, self.code, **values)

    def compose(
        self, name: str, entities: Mapping[str, str] | None = None, situation: str = ""
    ) -> Reply:
        """What the assistant says for a response once a button or a command was pressed."""
        given = tuple((entities or {}).items())
        turn = Turn(self.code, situation=situation, entities=given, is_button=True)
        return compose(name, turn, self.replies)

    def column(self, *inside: Markup | None) -> Markup:
        """Everything that an article has in this language."""
        return element(
            "div",
            element("p", self.name, class_="language"),
            *inside,
            class_="side",
            role="group",
            aria_label=self.name,
            lang=self.tag,
            dir=direction(self.code),
        )

    def chat(self, *inside: Markup) -> Markup:
        """A piece of a chat."""
        return element("div", *inside, class_="chat")

    def says(self, text: str) -> Markup:
        """What somebody writes."""
        return bubble(self.plain(text), kind="person")

    def presses(self, title: str) -> Markup:
        """The button somebody presses."""
        return bubble(joined("[ ", self.plain(title), " ]"), kind="deed")

    def answers(self, reply: Reply) -> Markup:
        """What comes back, message by message, and what a locked screen shows of each."""
        found = messages(reply)
        drawn = []
        for number, shown in enumerate(found, start=1):
            part = self.label("part", number=number, count=len(found)) if len(found) > 1 else None
            more = "…" if shown.length > len(shown.first_seen) else ""
            seen = element("q", shown.first_seen, more)
            lock = element("span", self.label("lock"), ": ", seen, class_="lock")
            drawn.append(self.draw(shown, LIMIT, lock, part))
        return joined(*drawn)

    def fragment(self, html: str, limit: int = LIMIT) -> Markup:
        """What only stands within a message, or where no message is.

        Args:
            html: Telegram HTML as it is composed.
            limit: characters that Telegram takes.
        """
        return self.draw(message(tagged(html)), limit)

    def draw(self, shown: Message, limit: int, *facts: Markup | None) -> Markup:
        """One message with its buttons, its length, and further facts."""
        rows = [[self._button(button) for button in row] for row in shown.rows]
        length = self.label("length", number=shown.length, limit=limit)
        if shown.length > limit:
            length = element("b", length, ", ", self.label("too_long"), class_="too-long")
        spans = (element("span", fact) for fact in (*facts, length) if fact)
        inside = self.html("".join(split(shown.html, max(shown.length, 1))))
        return joined(bubble(inside, rows), element("p", *spans, class_="facts"))

    def html(self, html: str) -> Markup:
        """Telegram HTML as the splitter gives it, its strings marked."""
        shown = untagged(html, self._opening, self._closing)
        return Markup(shown.replace("<a href=", '<a rel="noreferrer noopener" href='))

    def plain(self, text: str) -> Markup:
        """Plain text, its strings marked."""
        return self.marked(escape(text, quote=False))

    def marked(self, html: str) -> Markup:
        """Telegram HTML of one message as it is composed, its strings marked."""
        return self.html("".join(split(tagged(html))))

    def _button(self, button: Button) -> Markup:
        target = target_of(button)
        title = self.plain(button.title)
        return (
            element("a", title, href=f"#{target}")
            if target in self.targets
            else element("span", title)
        )

    def _opening(self, number: int) -> str:
        string = self._marked(number)
        if string is None:
            return ""
        gap = "" if string.is_shown else f' gap {string.state}" dir="ltr" lang="{SOURCE_LANGUAGE}'
        return f'<span class="string{gap}">'

    def _closing(self, number: int) -> str:
        self.seen.add(number)
        string = self._marked(number)
        return self.place(string) + "</span>" if string else ""

    def _marked(self, number: int) -> PoString | None:
        """The string where it is to be marked on the page; a mark that a text brings is none."""
        if self.strings is None or number >= len(self.strings):
            return None
        string = self.strings[number]
        return string if self.is_proof or not string.is_shown else None

    def place(self, string: PoString) -> Markup:
        """Where a string stands, and why readers do not get it."""
        state = None if string.is_shown else joined(" ", self.label(string.state))
        full = f"{string.file}:{string.line}" if string.line else string.file
        return element("span", string.place, state, class_="place", lang=self.tag, title=full)
