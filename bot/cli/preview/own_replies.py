"""The program's own replies on the page: those of domain.yml, lists, and what stands around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape

from bot.assistant.commands import DESCRIPTIONS
from bot.assistant.groups import PRIVATE_TOPICS
from bot.assistant.labels import TOPIC_NAMES
from bot.assistant.notices import BUSY, DESCRIPTION, SHORT_DESCRIPTION, SLOW, STALE
from bot.assistant.reply import Reply
from bot.cli.preview.article import Article, Section
from bot.cli.preview.labels import both
from bot.cli.preview.marking import unmarked
from bot.cli.preview.markup import Markup, element
from bot.cli.preview.side import Side
from bot.library.extraction import response_texts
from bot.library.model import TOPICS
from bot.retrieval.ranker import OFFERED
from bot.settings import Settings
from bot.telegram.splitting import LIMIT

DOMAIN = "domain.yml"
SITUATION = "utter_situation_"
PARTS = ("utter_contacts", "utter_trace", "utter_place", "utter_place_choice")
"""Responses that only stand in the messages of others."""

WORDS = "museum podcast"
"""Stands for the words of a question that is offered to be passed on."""

NOTICES = {
    "description": (DESCRIPTION, 512),
    "short_description": (SHORT_DESCRIPTION, 120),
    "slow": (SLOW, LIMIT),
    "busy": (BUSY, LIMIT),
    "stale": (STALE, 200),
}
"""Name of a label → a text of the connector's own and the characters that Telegram takes of it."""


def own_sections(sides: Sequence[Side], settings: Settings) -> Iterator[Section]:
    """The replies of domain.yml, lists and choices, what stands around the chat."""
    yield Section("section/replies", both("replies"), list(_responses(sides, settings)))
    yield Section("section/lists", both("topics"), list(_lists(sides)))
    yield Section("section/chat", both("chat"), [_menu(sides), *_around(sides)])


def _responses(sides: Sequence[Side], settings: Settings) -> Iterator[Article]:
    text = (settings.root / DOMAIN).read_text("utf-8")
    lines: dict[str, int] = {}
    for line, name, _kind, _text in response_texts(text):
        lines.setdefault(name, line)
    for name in sides[0].edition.responses:
        notes = [element("span", both("within"), class_="note")] if name in PARTS else []
        columns = [side.column(side.chat(_response(name, side))) for side in sides]
        yield Article(name, name, name, f"{DOMAIN}:{lines.get(name, 0)}", notes, columns)


def _response(name: str, side: Side) -> Markup:
    if name in PARTS:
        return side.fragment(side.replies.response(name).text)
    return side.answers(_reply(name, side))


def _reply(name: str, side: Side) -> Reply:
    """A reply as it comes, the parts of a reply to somebody at risk in their place."""
    if name.startswith(SITUATION):
        return side.compose("utter_situation", situation=name.removeprefix(SITUATION))
    if name == "utter_self_harm_someone_else":
        return side.compose("utter_self_harm", situation="someone_else")
    if name == "utter_clear":
        return side.compose("utter_clear", {"cleared": "all"})
    if name == "utter_offer":
        return side.replies.with_offer(side.compose("utter_unknown"), WORDS)
    if name == "utter_private":
        return side.group.private()
    if name == "utter_group_unknown":
        return side.group.response("utter_unknown")
    return side.compose(name)


def _lists(sides: Sequence[Side]) -> Iterator[Article]:
    entries = sides[0].edition.library.entries.values()
    for topic in TOPICS:
        if any(entry.topic == topic for entry in entries):
            show = partial(Side.compose, name="utter_show_topic", entities={"topic": topic})
            yield _list(f"topic/{topic}", _say(sides[0], TOPIC_NAMES[topic]), sides, show)
    if some := [e.id for e in entries if e.topic not in PRIVATE_TOPICS][:OFFERED]:
        choices: list[tuple[str, Markup, Callable[[Side], Reply]]] = [
            ("choice", both("choice"), lambda side: side.replies.choice(some)),
            ("choice/group", both("choice_group"), lambda side: side.group.choice(some)),
        ]
        for name, title, choose in choices:
            yield _list(name, title, sides, choose)


def _list(
    name: str, title: Markup, sides: Sequence[Side], reply: Callable[[Side], Reply]
) -> Article:
    columns = [side.column(side.chat(side.answers(reply(side)))) for side in sides]
    return Article(f"list/{name}" if "/" not in name else name, name, title, "", (), columns)


def _menu(sides: Sequence[Side]) -> Article:
    columns = [side.column(element("dl", *_commands(side), class_="commands")) for side in sides]
    return Article("chat/menu", "menu", both("menu"), "bot/assistant/commands.py", (), columns)


def _commands(side: Side) -> Iterator[Markup]:
    for name, description in DESCRIPTIONS.items():
        yield element("dt", f"/{name}")
        yield element("dd", side.plain(side.replies.say(description)))


def _around(sides: Sequence[Side]) -> Iterator[Article]:
    for name, (text, limit) in NOTICES.items():
        columns = [side.column(_notice(side, text, limit)) for side in sides]
        file = "bot/assistant/notices.py"
        yield Article(f"chat/{name}", name, both(name), file, (), columns)


def _notice(side: Side, text: str, limit: int) -> Markup:
    said = escape(side.replies.say(text), quote=False)
    return side.chat(side.answers(Reply(said)) if limit == LIMIT else side.fragment(said, limit))


def _say(side: Side, text: str) -> Markup:
    return element("span", unmarked(side.replies.say(text)), lang=side.tag)
