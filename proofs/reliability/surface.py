"""Promise 34: what a locked screen shows of a message gives nobody away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.errors import LibraryError, Problem
from bot.library.editorial.opening import FIRST_SEEN, telling
from bot.library.editorial.vocabulary import TELLING, Vocabulary, Word
from bot.settings import ROOT
from bot.telegram.delivery import Manner
from proofs.promise import Promise
from proofs.reliability.sayings import Saying
from tests.support.telegram_server.chats import Reply
from tests.support.telegram_server.inline import Article

NUMBER, NAME = 34, "nothing shows on a locked screen"
MANNERS = tuple(
    Manner(protected, silent) for protected in (False, True) for silent in (False, True)
)


def lexicon() -> tuple[Word, ...]:
    """The words that tell, in every language.

    Raises:
        LibraryError: the file cannot be read, or holds none.
    """
    problems: list[Problem] = []
    words = Vocabulary.read(ROOT, problems).words
    found = tuple(word for word in words if word.rule == TELLING)
    if problems or not found:
        raise LibraryError(problems or [Problem("words.yml", 0, "there are no telling words.")])
    return found


@dataclass
class Shown:
    """What was seen of messages that arrived.

    Attributes:
        words: those that tell.
        messages: how many were looked at.
        telling: names of those whose beginning tells.
        previews: how many would show a picture of what they link to.
        ill_mannered: how many were not sent in the manner that was set.
    """

    words: Sequence[Word]
    messages: int = 0
    telling: set[str] = field(default_factory=set)
    previews: int = 0
    ill_mannered: int = 0

    def look(self, saying: Saying, arrived: Sequence[Reply], manner: Manner) -> None:
        """Look at what arrived of something that was said."""
        for reply in arrived:
            self.messages += 1
            if any(telling(reply.text, tuple(self.words))):
                self.telling.add(f"{saying.name} ({saying.language})")
            preview = reply.options.get("link_preview_options", {})
            self.previews += preview.get("is_disabled") is not True
            set_so = (
                reply.options.get("protect_content", False),
                reply.options.get("disable_notification", False),
            )
            self.ill_mannered += set_so != (manner.protect_content, manner.disable_notification)

    def look_at_card(self, name: str, language: str, card: Article) -> None:
        """Look at what a card would send into somebody's chat."""
        self.messages += 1
        if any(telling(card.text, tuple(self.words))):
            self.telling.add(f"{name} ({language})")
        preview = card.options.get("link_preview_options", {})
        self.previews += preview.get("is_disabled") is not True

    def promise(self, renamed: int) -> Promise:
        """The verdict.

        Args:
            renamed: how often the program has given the bot a name.
        """
        figure = (
            f"{len(self.telling)} of {self.messages} beginnings tell, {self.previews} previews,"
        )
        figure += f" {self.ill_mannered} ill-mannered"
        patterns = sum(len(word.patterns) for word in self.words)
        notes = (
            f"The first {FIRST_SEEN} visible characters of all messages and cards of promise 26 but"
            f" those of the topics put together, against {patterns} patterns in every"
            " language of the library: words of the subject, of danger, names of places and of"
            " organisations.",
            "Every message switches link previews off, and keeps to PROTECT_CONTENT and"
            f" DISABLE_NOTIFICATION as they are set, in all {len(MANNERS)} ways. The program names"
            f" the bot {renamed} times: its name and picture are the operator's.",
            *(f"Tells: {name}." for name in sorted(self.telling)),
        )
        held = not (self.telling or self.previews or self.ill_mannered or renamed)
        return Promise(NUMBER, NAME, figure, "0, 0, 0", held and self.messages > 0, notes)
