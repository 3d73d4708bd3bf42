"""Promise 26: every answer is valid for Telegram."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.telegram import surface
from bot.library.live import Edition
from bot.settings import ROOT, Settings
from bot.telegram.client import Client
from bot.telegram.inline import BEGINNING
from bot.telegram.surface import Surface
from proofs.promise import Promise
from proofs.reliability.cards import offer
from proofs.reliability.connector import client, deliver, refused, started
from proofs.reliability.sayings import TOGETHER, Saying, sayings
from proofs.reliability.surface import MANNERS, Shown, lexicon
from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.chats import Reply
from tests.support.telegram_server.markup import LIMIT, parse, utf16
from tests.support.telegram_server.refusal import Refusal

NUMBER, NAME = 26, "every answer is valid for Telegram"
GROUP = -1_006_000
MOST_BYTES = 64


@dataclass
class Sent:
    """What became of what was said.

    Attributes:
        texts: how many there were.
        messages: how many messages they made.
        buttons: how many buttons stood under them.
        refused: how many Telegram refused, or the connector could not send.
        long: how many are longer than one message.
        damaged: how many did not arrive letter for letter, with all their buttons.
        dead: buttons that lead nowhere.
        longest: bytes of the longest payload.
        cards: how many cards of inline mode were offered.
    """

    texts: int = 0
    messages: int = 0
    buttons: int = 0
    refused: int = 0
    long: int = 0
    damaged: int = 0
    dead: int = 0
    longest: int = 0
    cards: int = 0

    def look(self, saying: Saying, arrived: list[Reply], shown: Surface) -> None:
        """Look at what arrived of something that was said."""
        try:
            seen = parse(saying.html)[0]
        except Refusal:
            seen = ""
            self.refused += 1
        whole = _letters("".join(reply.text for reply in arrived))
        buttons = [button for reply in arrived for row in reply.keyboard for button in row]
        intact = bool(whole) and whole == _letters(seen) and len(buttons) == len(saying.buttons)
        self.damaged += not intact or any(reply.parse_mode is None for reply in arrived)
        self.texts += 1
        self.messages += len(arrived)
        self.buttons += len(buttons)
        self.long += utf16(seen) > LIMIT
        self.dead += sum(not _leads(button, shown) for button in saying.buttons)
        data = (button.get("callback_data", "") for button in buttons)
        self.longest = max([self.longest, *(len(one.encode()) for one in data)])

    def promise(self) -> Promise:
        """The verdict."""
        figure = f"{self.refused} of {self.texts} texts refused, {self.damaged} damaged,"
        figure += f" {self.dead} of {self.buttons} buttons dead"
        held = not (self.refused or self.damaged or self.dead) and self.longest <= MOST_BYTES
        notes = (
            "Every answer with its details, sources, what follows and a choice, every topic, every"
            " extract, every reply to somebody at risk, every sentence of the connector, what of"
            f" all this is said in a group, and {self.cards} cards of inline mode, in both"
            f" languages: {self.texts} texts in {self.messages} messages with {self.buttons}"
            f" buttons. {self.long} of them, the answers of a topic put together, are longer than"
            f" one message. The longest payload takes {self.longest} of {MOST_BYTES} bytes. Damaged"
            " is what does not arrive letter for letter with all its buttons; dead is a button"
            " that the connector would take for one of yesterday.",
        )
        return Promise(NUMBER, NAME, figure, "0, 0, 0", held and self.texts > 0, notes)


async def valid(_workspace: Path) -> list[Promise]:
    """Every answer is valid for Telegram, and shows nothing on a locked screen."""
    edition = Edition.read(ROOT)
    async with TelegramServer() as server, client(server) as connected:
        every = sayings(edition, surface(), Settings())
        sent, seen = await send(server, connected, every, surface())
        cards = await offer(server, edition, surface(), seen)
        sent.cards = cards.offered
        sent.refused += cards.missing + len(refused(server))
        sent.dead += cards.dead
    return [sent.promise(), seen.promise(len(server.calls_of("setMyName")))]


async def send(
    server: TelegramServer, connected: Client, every: Iterable[Saying], shown: Surface
) -> tuple[Sent, Shown]:
    """Send everything, each language to a person of its own."""
    sent, seen = Sent(), Shown(lexicon())
    group = server.group(GROUP)
    people: dict[str, Person] = {}
    for number, saying in enumerate(every):
        person = people.setdefault(saying.language, started(server, 100 + len(people)))
        chat = group if saying.in_group else person
        before = len(chat.arrived)
        manner = MANNERS[number % len(MANNERS)]
        sent.refused += not await deliver(connected, chat, saying, manner)
        arrived = chat.arrived[before:]
        sent.look(saying, arrived, shown)
        if saying.name != TOGETHER:
            seen.look(saying, arrived, manner)
    return sent, seen


def _leads(button: Mapping[str, Any], shown: Surface) -> bool:
    """Whether the connector knows where a button leads to."""
    if "payload" in button:
        return shown.known(str(button["payload"]))
    start = str(button.get("start", ""))
    return "share" in button or start == BEGINNING or shown.link(start) is not None


def _letters(text: str) -> str:
    return "".join(text.split())
