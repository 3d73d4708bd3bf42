"""A share of promises 26, 27 and 34: what is said, odd texts, what a locked screen shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from bot.cli.telegram import surface
from bot.library.live import Edition
from bot.settings import ROOT, Settings
from bot.telegram.delivery import Manner
from proofs.reliability.cards import offer
from proofs.reliability.connector import client, refused
from proofs.reliability.oddities import LONGEST, oddities
from proofs.reliability.oddness import promise, say, write
from proofs.reliability.sayings import TOGETHER, Saying, sayings
from proofs.reliability.surface import Shown, lexicon
from proofs.reliability.texts import Sent, send
from tests.support.fake_agent import FakeAgent
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.markup import utf16

SHARE = 12
"""Every so many texts are sent."""

TELLING = "Gay men in Chechnya were detained and tortured in 2017, Novaya Gazeta reported."


async def sent(*every: Saying) -> tuple[Sent, Shown]:
    async with TelegramServer() as server, client(server) as connected:
        sent, seen = await send(server, connected, every, surface())
        sent.refused += len(refused(server))
    return sent, seen


class TestSayings:
    async def test_a_share_of_them_is_valid_and_shows_nothing(self) -> None:
        every = list(sayings(Edition.read(ROOT), surface(), Settings()))
        long = next(saying for saying in every if saying.name == TOGETHER)
        of_texts, of_screens = await sent(*islice(every, 0, None, SHARE), long)
        assert of_texts.promise().held, of_texts
        assert of_texts.long and of_texts.buttons
        assert of_screens.promise(renamed=0).held, of_screens.telling

    async def test_groups_and_private_chats_have_theirs(self) -> None:
        every = list(sayings(Edition.read(ROOT), surface(), Settings()))
        assert {(s.language, s.in_group) for s in every} == {
            (language, in_group) for language in ("en", "ru") for in_group in (True, False)
        }

    async def test_every_card_leads_to_the_private_chat(self) -> None:
        edition = Edition.read(ROOT)
        few = dict(islice(edition.library.entries.items(), 10))
        seen = Shown(lexicon())
        async with TelegramServer() as server:
            small = replace(edition, library=replace(edition.library, entries=few))
            cards = await offer(server, small, surface(), seen)
            assert not refused(server)
        assert (cards.missing, cards.dead) == (0, 0)
        assert cards.offered >= 2 * len(few)

    @pytest.mark.parametrize(
        "saying",
        [
            Saying("too long a payload", "en", "a", ({"title": "a", "payload": "/" + "a" * 64},)),
            Saying("a button of yesterday", "en", "a", ({"title": "a", "payload": "/gone"},)),
            Saying("a link to nowhere", "en", "a", ({"title": "a", "start": "no such"},)),
            Saying("nothing", "en", " "),
            Saying("an unknown tag", "en", "<h1>a</h1>"),
        ],
        ids=lambda saying: saying.name,
    )
    async def test_what_is_wrong_is_seen(self, saying: Saying) -> None:
        of_texts, _ = await sent(saying)
        assert not of_texts.promise().held


class TestLockedScreen:
    async def test_a_telling_beginning_is_seen(self) -> None:
        _, seen = await sent(Saying("an answer", "en", f"<b>{TELLING}</b>"))
        assert seen.telling == {"an answer (en)"}
        assert not seen.promise(renamed=0).held

    async def test_what_comes_later_is_not(self) -> None:
        _, seen = await sent(
            Saying("an answer", "en", "Nothing of what is asked here. " * 2 + TELLING)
        )
        assert seen.promise(renamed=0).held

    async def test_previews_and_manners_are_looked_at(self) -> None:
        async with TelegramServer() as server, client(server) as connected:
            await send(server, connected, [Saying("a", "en", "a")], surface())
            (reply,) = server.people[100].arrived
        seen = Shown(lexicon())
        seen.look(Saying("a", "en", "a"), [replace(reply, options={})], Manner(True, False))
        assert (seen.previews, seen.ill_mannered) == (1, 1)


class TestOddities:
    async def test_none_breaks_the_markup(self) -> None:
        texts = list(oddities(200, 1))
        async with TelegramServer() as server, client(server) as connected:
            said = await say(server, connected, texts)
        async with TelegramServer() as server:
            written = await write(server, FakeAgent().handle_message, surface(), texts)
        assert promise(said, written).held, (said, written)

    async def test_a_failing_assistant_is_seen(self) -> None:
        class Failing(FakeAgent):
            async def handle_message(self, message: object) -> None:
                raise RuntimeError

        async with TelegramServer() as server:
            written = await write(server, Failing().handle_message, surface(), ["a"])
        assert written.errors and not promise(written, written).held

    def test_they_are_the_same_for_the_same_seed_and_can_be_written(self) -> None:
        texts = list(oddities(300, 2))
        assert texts == list(oddities(300, 2)) != list(oddities(300, 3))
        assert all(0 < utf16(text) <= LONGEST for text in texts)
        assert any("\ud800" in text for text in texts)
