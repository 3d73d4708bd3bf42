"""Promise 4: whoever writes gets a reply, whatever breaks."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from bot.cli.telegram import surface
from bot.library.live import Edition
from bot.settings import ROOT
from bot.telegram.splitting import plain
from proofs.canaries import Canaries
from proofs.people import Writer, is_russian
from proofs.promise import Promise
from proofs.reliability.breakdowns import ON_FILE, ON_SERVERS, SHORT, TURN, Breakdown
from proofs.reliability.waiting import handled, until
from proofs.scenarios import Moment
from proofs.stage import Stage, stage
from tests.support.telegram_server import Person

NUMBER, NAME = 4, "everybody gets a reply, whatever breaks"
SOON = 11.0
"""Seconds: ten, and the one that Telegram's rate may take."""

PATIENCE = 40.0
AFTER = 1.0
"""Seconds that are left for what is done after a reply."""

ENTRY = '/show{"entry":"detained-2017"}'
ANSWER, CALM, NOTICE = "the answer", "the calm sentence", "the notice that it takes long"


@dataclass(frozen=True)
class Way:
    """How somebody turns to the program.

    Attributes:
        name: in a few words.
        language: the language of their Telegram.
        act: writes or presses.
        is_urgent: whether they need help.
    """

    name: str
    language: str
    act: Callable[[Person], int]
    is_urgent: bool = False


WAYS = (
    Way("in English", "en", lambda person: person.says("how many detained")),
    Way("in Russian", "ru", lambda person: person.says("сколько задержали")),
    Way("a cry for help", "ru", lambda person: person.says("меня хотят убить, помогите"), True),
    Way("a pressed button", "en", lambda person: person.presses_payload(ENTRY, 1)),
)

_numbers = count(6000)


@dataclass(frozen=True)
class Got:
    """What somebody got.

    Attributes:
        breakdown: what was broken.
        way: how they turned to the program.
        seconds: until the first reply; None where there was none.
        what: ANSWER, CALM or NOTICE.
        then: what came last.
        is_foreign: whether a reply was in another language than theirs.
        is_helpless: whether somebody who needs help got neither a contact nor a way to one.
    """

    breakdown: Breakdown
    way: Way
    seconds: float | None
    what: str = ""
    then: str = ""
    is_foreign: bool = False
    is_helpless: bool = False

    @property
    def title(self) -> str:
        """For a list."""
        return f"{self.breakdown.name}, {self.way.name}"


@dataclass
class Seen:
    """What everybody got.

    Attributes:
        got: each reply, or none.
        absent: breakdowns that did not take place.
    """

    got: list[Got] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def slowest(self, telegram: bool) -> tuple[float, str]:
        """Seconds of the slowest first reply, and which one it is."""
        times = [
            (got.seconds, got.title)
            for got in self.got
            if got.seconds is not None and got.breakdown.is_telegram is telegram
        ]
        return max(times, default=(0.0, "none"))

    def promise(self) -> Promise:
        """The verdict."""
        silent = [got.title for got in self.got if got.seconds is None]
        foreign = [got.title for got in self.got if got.is_foreign]
        helpless = [got.title for got in self.got if got.is_helpless]
        seconds, slowest = self.slowest(telegram=False)
        late, latest = self.slowest(telegram=True)
        figure = f"{len(silent)} of {len(self.got)} silent, slowest {seconds:.1f} s"
        figure += f" ({late:.1f} s where Telegram is away)"
        firsts = Counter(got.what for got in self.got if got.seconds is not None)
        followed = Counter(got.then for got in self.got if got.what == NOTICE)
        counted = ", ".join(f"{what} {times} times" for what, times in firsts.items())
        names = list(dict.fromkeys(got.breakdown.name for got in self.got))
        amiss = {"Silent": silent, "In another language": foreign, "Without help": helpless}
        amiss["Did not take place"] = self.absent
        notes = (
            f"Four people each time, who write in English, in Russian, cry for help in Russian and"
            f" press a button, while these break: {'; '.join(names)}.",
            f"The first reply was {counted}. The notice was followed by the answer"
            f" {followed[ANSWER]} times, by the calm sentence {followed[CALM]} times. Both name the"
            " contacts or /help_now, in the reader's language.",
            f"The slowest: {slowest}; where nothing could be sent or fetched for some seconds:"
            f" {latest}.",
            f"A turn that never ends is given up, here after {TURN:.0f} s, with the calm sentence."
            " What computes for ever inside the program's one thread holds everybody up, notice and"
            f" all: such a place is held for {SHORT:.0f} seconds only.",
            *(f"{what}: {name}." for what, those in amiss.items() for name in those),
        )
        held = bool(self.got) and seconds <= SOON and not any(amiss.values())
        return Promise(NUMBER, NAME, figure, f"0, {SOON:.0f} s", held, notes)


async def replied(workspace: Path) -> list[Promise]:
    """Everybody gets a reply, whatever breaks."""
    seen = Seen()
    pace = json.dumps({"turn": TURN})
    async with stage("replies", workspace, Canaries(), PROOF_PACE=pace) as played:
        await break_all(played, ON_FILE, seen)
    async with stage("served", workspace, Canaries(), servers=True) as played:
        await break_all(played, ON_SERVERS, seen)
    return [seen.promise()]


async def break_all(
    played: Stage, breakdowns: Sequence[Breakdown], seen: Seen, ways: Sequence[Way] = WAYS
) -> None:
    """Break one thing after the other while people write."""
    writer = played.person()
    for breakdown in breakdowns:
        await _break(played, writer, breakdown, ways, seen)


async def _break(
    played: Stage, writer: Writer, breakdown: Breakdown, ways: Sequence[Way], seen: Seen
) -> None:
    people = [played.server.person(next(_numbers), way.language) for way in ways]
    for person in people:
        person.has_started = True
    moment = Moment.now(played)
    async with breakdown.breaking(played, writer, people):
        began = played.server.now()
        for way, person in zip(ways, people, strict=True):
            way.act(person)
        everybody = _everybody(people)
        if breakdown.seconds is None:
            await until(everybody, PATIENCE)
            await handled(played.server, AFTER)
        else:
            await asyncio.sleep(breakdown.seconds)
    await until(everybody, PATIENCE)
    await handled(played.server, PATIENCE)
    if not await moment.has_shown(breakdown.sign):
        seen.absent.append(breakdown.name)
    for way, person in zip(ways, people, strict=True):
        seen.got.append(_got(breakdown, way, person, began))


def _everybody(people: Sequence[Person]) -> Callable[[], bool]:
    return lambda: all(person.arrived for person in people)


def _got(breakdown: Breakdown, way: Way, person: Person, began: float) -> Got:
    if not person.arrived:
        return Got(breakdown, way, None)
    texts = [reply.text for reply in person.arrived]
    kinds = [_kind(text, way.language) for text in texts]
    return Got(
        breakdown,
        way,
        person.arrived[0].sent_at - began,
        kinds[0],
        kinds[-1],
        any(is_russian(text) != (way.language == "ru") for text in texts),
        way.is_urgent and not any(_helps(text) for text in texts),
    )


def _kind(text: str, language: str) -> str:
    shown = surface()
    for what, sentence in ((CALM, shown.failure(language)), (NOTICE, shown.slow(language))):
        if text.startswith(plain(sentence).strip()[:60]):
            return what
    return ANSWER


@cache
def _contacts() -> tuple[str, ...]:
    return tuple(contact.value for contact in Edition.read(ROOT).library.contacts.values())


def _helps(text: str) -> bool:
    """Whether a text names a contact, or the command that does."""
    return any(way in text for way in ("/help_now", *_contacts()))
