"""Promise 25: whatever Telegram brings is handled: nothing downloaded, nobody exposed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cli.telegram import surface
from bot.library.live import Edition
from bot.settings import ROOT
from bot.telegram.splitting import plain
from proofs.canaries import Canaries
from proofs.promise import Promise
from proofs.reliability.waiting import handled
from proofs.stage import Stage, stage
from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.kinds import every_kind
from tests.support.telegram_server.updates import KINDS

NUMBER, NAME = 25, "every kind of update, wherever it comes from"
GROUP, CHANNEL = -1_008_000, -1_009_001
WITHIN = 60.0

ANSWERED, MEDIA, PERSONAL, NOTICE = "answered", "media", "personal", "notice"
WANTED = {
    **dict.fromkeys("text command caption album_photo forwarded".split(), ANSWERED),
    **dict.fromkeys("forwarded_from_hidden via_other_bot edited_message".split(), ANSWERED),
    **dict.fromkeys("photo album_video voice sticker document audio video".split(), MEDIA),
    **dict.fromkeys("video_note animation poll_message dice game story".split(), MEDIA),
    **dict.fromkeys("location live_location venue contact".split(), PERSONAL),
    **dict.fromkeys("callback_query callback_query_inaccessible".split(), NOTICE),
    **dict.fromkeys("callback_query_inline callback_query_game".split(), NOTICE),
}
"""Kind of update from one person → what they get; nothing for any other kind."""

OF_A_GROUP = "new_chat_members left_chat_member new_chat_title migrate_to_chat_id".split()
"""Notices that no private chat has."""


@dataclass
class Seen:
    """What came of the updates.

    Attributes:
        updates: how many there were.
        kinds: names of their kinds.
        wrong: names of those that did not get what was wanted.
        answers: messages sent to the group or the channel, where nothing was addressed.
        downloads: files asked for.
        errors: lines of level ERROR.
    """

    updates: int = 0
    kinds: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    answers: int = 0
    downloads: int = 0
    errors: int = 0

    def promise(self) -> Promise:
        """The verdict."""
        figure = f"{self.errors} errors, {self.answers} answers in groups, {self.downloads}"
        figure += f" downloads, {len(self.wrong)} of {len(self.kinds)} kinds answered amiss"
        notes = (
            f"{self.updates} updates of {len(self.kinds)} kinds: each in a private chat, what is"
            " a message in a group and in a channel too, and an album of three pictures. Media get"
            " one calm sentence; a place, a contact or a live location get the one that says that"
            " it was not kept; a press of a button that nobody has sent is answered with a notice;"
            " what is only news to the program gets nothing.",
            *(f"Answered amiss: {name}." for name in self.wrong),
        )
        held = (
            not (self.errors or self.answers or self.downloads or self.wrong) and self.updates > 0
        )
        return Promise(NUMBER, NAME, figure, "0, 0, 0, 0", held, notes)


async def brought(workspace: Path) -> list[Promise]:
    """Whatever Telegram brings is handled without exposure."""
    async with stage("kinds", workspace, Canaries()) as played:
        seen = await bring(played.server, sentences(), lambda: errors(played))
    return [seen.promise()]


def sentences() -> dict[str, str]:
    """What the assistant says to media and to what is personal, as it is seen."""
    edition = Edition.read(ROOT)
    catalog = edition.languages.catalog("en")
    names = {MEDIA: surface().unsupported, PERSONAL: surface().personal}
    return {
        kind: catalog.gettext(edition.responses[f"utter_{payload.strip('/')}"].text)
        for kind, payload in names.items()
    }


def errors(played: Stage) -> int:
    """Lines of level ERROR or worse that the program has printed."""
    return len(re.findall(r"^(?:error|critical) |Traceback", played.program.output, re.MULTILINE))


async def bring(
    server: TelegramServer, said: Mapping[str, str], count_errors: Callable[[], int]
) -> Seen:
    """Bring every kind from a person of its own, then every message in a group and a channel.

    Args:
        server: that the program asks.
        said: what is said to MEDIA and to PERSONAL.
        count_errors: how many lines of level ERROR there were.
    """
    seen = Seen()
    group = server.group(GROUP)
    people: dict[str, Person] = {}
    before = count_errors()
    names = every_kind(server, server.person(1), group)
    for number, name in enumerate(names, start=2000):
        person = server.person(number)
        person.has_started = True
        people[name] = person
        _bring(server, seen, name, every_kind(server, person, group)[name], person)
    people["an album of three"] = _album(server, seen)
    witness = server.person(1999)
    await _settled(server, witness, "text")
    seen.wrong = [name for name, person in people.items() if not _right(server, name, person, said)]
    seen.answers = len(group.arrived)
    seen.downloads = len(server.calls_of("getFile"))
    seen.errors = count_errors() - before
    return seen


def _bring(
    server: TelegramServer, seen: Seen, name: str, update: dict[str, Any], person: Person
) -> None:
    """An update as it is, and where it is a message, in a group and in a channel."""
    rooms = [update]
    message = update.get("message")
    if message:
        group = server.group(GROUP)
        channel = {"id": CHANNEL, "type": "channel", "title": "Channel"}
        rooms = [
            {"message": {**message, "chat": group.chat}},
            {"channel_post": {**message, "chat": channel, "sender_chat": channel}},
        ]
        if name not in OF_A_GROUP:
            rooms.append({"message": {**message, "chat": person.chat}})
    seen.kinds.add(name)
    for room in rooms:
        server.updates.want(sorted(KINDS))  # also what has piled up while more was wanted
        server.updates.put(**room)
        seen.updates += 1


def _album(server: TelegramServer, seen: Seen) -> Person:
    person = server.person(1998)
    for number in range(3):
        file = {"file_id": f"p{number}", "file_unique_id": f"p{number}u", "file_size": 1000}
        person.sends(photo=[{**file, "width": 9, "height": 9}], media_group_id="777")
        seen.updates += 1
    seen.kinds.add("an album of three")
    return person


async def _settled(server: TelegramServer, witness: Person, text: str) -> None:
    """Wait until everything brought so far is handled."""
    witness.says(text)
    await witness.reply(WITHIN)
    await handled(server)
    await asyncio.sleep(0.5)  # what is not wanted would come now


def _right(server: TelegramServer, name: str, person: Person, said: Mapping[str, str]) -> bool:
    """Whether a person got what was wanted, and nothing else."""
    wanted = WANTED.get(name, "") if name != "an album of three" else MEDIA
    texts = [reply.text for reply in person.arrived]
    if wanted in (MEDIA, PERSONAL):
        return texts == [plain(said[wanted]).strip()]
    if wanted == NOTICE:
        return not texts and len(person.toasts) == 1
    return len(texts) == (wanted == ANSWERED) and not person.toasts
