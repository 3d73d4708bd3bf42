"""A reply as the messages that Telegram is given, and what is to be known of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from bot.assistant.reply import Button, Reply
from bot.cli.preview.marking import tagged, unmarked
from bot.library.editorial.opening import FIRST_SEEN
from bot.telegram.keyboards import titles
from bot.telegram.splitting import plain, split


@dataclass(frozen=True)
class Message:
    """One message.

    Attributes:
        html: Telegram HTML, marked strings in tags.
        length: what Telegram counts of it.
        first_seen: what a locked screen shows.
        rows: the buttons under it.
    """

    html: str
    length: int
    first_seen: str
    rows: tuple[tuple[Button, ...], ...] = ()


def messages(reply: Reply) -> list[Message]:
    """The messages of a reply, the buttons under the last, as the connector sends them.

    Raises:
        ValueError: Telegram would refuse a button.
    """
    parts = split(tagged(reply.text))
    found = [message(part) for part in parts]
    if found and reply.buttons:
        found[-1] = message(parts[-1], _rows(reply.buttons))
    return found


def message(html: str, rows: tuple[tuple[Button, ...], ...] = ()) -> Message:
    """One message, however long it is."""
    seen = plain(html)
    length = len(seen.encode("utf-16-le", "replace")) // 2
    return Message(html, length, " ".join(seen[:FIRST_SEEN].split()), rows)


def _rows(buttons: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    by_title = iter(buttons)
    as_sent = [{k: v for k, v in asdict(b).items() if v} for b in buttons]
    for button in as_sent:
        button["title"] = unmarked(button["title"])
    return tuple(tuple(next(by_title) for _ in row) for row in titles(as_sent))
