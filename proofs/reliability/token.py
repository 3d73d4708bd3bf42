"""Promise 29: the token and the webhook's secret are nowhere but in memory and where given."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from proofs import shown
from proofs.canaries import Canaries, Finding
from proofs.promise import Promise
from proofs.reliability.waiting import until
from proofs.stage import Stage, stage

NUMBER, NAME = 29, "token and secret are in memory only"
PATH = "/webhooks/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
KINDS = ("token", "secret key", "webhook's secret")


@dataclass(frozen=True, repr=False)
class Secrets(Canaries):
    """The canaries of a run that has a webhook, too."""

    webhook_secret: str = field(default_factory=lambda: secrets.token_hex(24))

    @property
    def secrets(self) -> dict[str, str]:
        """Kind of secret → secret."""
        return {**super().secrets, KINDS[2]: self.webhook_secret}


@dataclass
class Seen:
    """What was searched, and found.

    Attributes:
        found: secrets where they must not be.
        children: processes that the program has started.
        lines: what its objects and exceptions say of themselves.
        ways: the ways in that were tried, and whether the secrets were found where they were given.
    """

    found: set[Finding] = field(default_factory=set)
    children: int = 0
    lines: int = 0
    ways: dict[str, bool] = field(default_factory=dict)

    def promise(self) -> Promise:
        """The verdict."""
        places = sorted({f"{f.what} in {f.place}" for f in self.found if f.what in KINDS})
        controlled = sum(self.ways.values())
        figure = f"{len(places)} occurrences; {self.children} children"
        figure += f"; control: found in {controlled} of {len(self.ways)} programs"
        notes = (
            f"One program by {' and one by '.join(self.ways)}, both at LOG_LEVEL=DEBUG, with"
            " conversations, errors of Telegram and forged posts. Searched: what they printed,"
            " their folders, command lines and children, and"
            f" {self.lines} lines that objects and exceptions say of themselves. The control is"
            " the programs' own environment, in which the secrets are given to them.",
            *(f"Found: {place}." for place in places),
        )
        held = not places and not self.children and self.lines > 0 and controlled == 2
        return Promise(NUMBER, NAME, figure, "0; 0; 2 of 2", held, notes)


async def hidden(workspace: Path) -> list[Promise]:
    """Token and secret are nowhere but in memory."""
    canaries = Secrets()
    port = _free_port()
    webhook = {
        "TELEGRAM_WEBHOOK_URL": "https://bot.example/hook",
        "TELEGRAM_WEBHOOK_SECRET": canaries.webhook_secret,
        "TELEGRAM_LISTEN": f"127.0.0.1:{port}",
    }
    seen = Seen()
    async with stage("polling", workspace, canaries) as played:
        await _look(played, canaries, seen)
    async with stage("webhook", workspace, canaries, **webhook) as played:
        address = f"http://127.0.0.1:{port}{PATH}"
        played.server.webhook_target = address
        await until(lambda: bool(played.server.calls_of("setWebhook")))  # it listens before
        await _forge(address, canaries)
        await _look(played, canaries, seen)
    with _environment(webhook):
        said, seen.lines = await asyncio.to_thread(shown.objects, canaries)
    seen.found |= said
    return [seen.promise()]


async def _look(played: Stage, canaries: Secrets, seen: Seen) -> None:
    """Talk, let things go wrong, and search what is shown and what is left."""
    person = played.person()
    await person.asks("how many detained")
    for how in ({"status": 502, "body": b"<html>"}, {"drop": True}, {"status": 401}):
        played.server.fail("sendMessage", **how)
        await person.asks("hotline")
    pid = played.program.pid
    found, children = shown.processes(canaries, pid)
    environment = Path(f"/proc/{pid}/environ").read_bytes()
    given = {finding.what for finding in canaries.found_in(environment, "environment")}
    wanted = KINDS if played.name == "webhook" else KINDS[:2]
    seen.ways[played.name] = given >= set(wanted)
    seen.children += children
    await played.program.end()
    seen.found |= found | played.found()


async def _forge(address: str, canaries: Secrets) -> None:
    """Post what only Telegram may post, and the secret where it does not belong."""
    secret = canaries.webhook_secret
    async with aiohttp.ClientSession() as session:
        for url, shown_secret in (
            (address, secret[:-1]),
            (f"{address}?secret={secret}", "wrong"),
            (f"{address}/{secret}", secret),
            (address, secret),
        ):
            async with session.post(url, data=b"{", headers={HEADER: shown_secret}):
                pass


@contextmanager
def _environment(changes: Mapping[str, str]) -> Iterator[None]:
    """The environment that is inherited meanwhile."""
    os.environ.update(changes)
    try:
        yield
    finally:
        for name in changes:
            del os.environ[name]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
