"""Promise 22: nothing connects to anywhere but the Bot API.

Run by itself (`python -m proofs.egress folder`), in a network namespace of its own where there is
one, it trains a small assistant, serves a hundred messages, and prints what it saw as JSON. Where
strace is there, every address is read off the system calls.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from ipaddress import ip_address
from pathlib import Path

from bot.settings import ROOT
from proofs.canaries import Canaries, Finding
from proofs.listening import exposed
from proofs.promise import Promise
from proofs.rest import talk
from proofs.stage import stage

NUMBER, NAME = 22, "nothing connects elsewhere"
TURNS = 100
LIMIT = 400
"""Seconds for all of it."""
MESSAGES_APART = 50
"""One in so many of the messages about danger is enough to train with."""
OWN_NAMESPACE = ("unshare", "--map-root-user", "--net")
FLAGS, UP = 0x8914, 0x1 | 0x40  # SIOCSIFFLAGS; IFF_UP, IFF_RUNNING
ADDRESS = re.compile(
    r"AF_INET6?.*?(?:inet_addr\(\"(?P<four>[^\"]+)\"|inet_pton\(AF_INET6, \"(?P<six>[^\"]+)\")"
)
CALLED = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(")
NOWHERE = "192.0.2.1"
"""An address for examples, RFC 5737."""
HARMLESS = ("AF_UNIX", "AF_NETLINK", "AF_UNSPEC")


@dataclass(frozen=True)
class Egress:
    """What was seen.

    Attributes:
        isolated: whether there was no network but loopback.
        traced: whether system calls were read.
        trained: whether training came to its end.
        turns: messages written.
        silent: messages without a reply.
        connects: connects and datagrams with an address, to anywhere.
        control: whether a foreign address asked for on purpose was found.
        foreign: addresses outside this machine.
        refused: whether the program ended by itself when Telegram refused its token.
        sockets: sockets outside loopback, and all that listen.
        leaks: canaries in what it left.
    """

    isolated: bool
    traced: bool
    trained: bool
    turns: int
    silent: int
    connects: int
    control: bool
    foreign: tuple[str, ...]
    refused: bool
    sockets: tuple[int, int]
    leaks: tuple[str, ...]


def measure(workspace: Path) -> Egress:
    """All of it, in a namespace of its own where that is possible.

    Raises:
        RuntimeError: it did not come to its end, or there is neither a namespace nor strace.
    """
    alone = has_namespaces()
    if not alone and not has_strace():
        raise RuntimeError("neither `unshare --net` nor `strace` works here")
    before = OWN_NAMESPACE if alone else ()
    command = (*before, sys.executable, "-W", "ignore", "-m", "proofs.egress", str(workspace))
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT
    )
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise RuntimeError(done.stderr[-1500:])
    seen = json.loads(lines[-1])
    for name in ("foreign", "sockets", "leaks"):
        seen[name] = tuple(seen[name])
    return Egress(**seen)


def has_namespaces() -> bool:
    """Whether a process may have a network of its own here."""
    return _works(*OWN_NAMESPACE, "true")


def has_strace() -> bool:
    """Whether system calls can be read here."""
    return _works("strace", "-f", "-qq", "-o", os.devnull, "true")


def _works(*command: str) -> bool:
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


def traced_into(file: Path) -> tuple[str, ...]:
    """A command before a command: its system calls on the network are written to a file."""
    if not has_strace():
        return ()
    calls = "trace=connect,sendto,sendmsg,sendmmsg"
    return ("strace", "-D", "-f", "-qq", "-s", "0", "-e", calls, "-o", str(file))


def addresses(lines: Iterable[str]) -> tuple[int, set[str]]:
    """How many calls name an address, and the addresses outside this machine."""
    count, foreign = 0, set()
    for line in lines:
        if not CALLED.search(line) or "sa_family=" not in line:
            continue
        count += 1
        if any(f"sa_family={name}" in line for name in HARMLESS):
            continue
        found = ADDRESS.search(line)
        address = (found["four"] or found["six"]) if found else None
        if address is None:
            foreign.add(line.strip()[-120:])  # a family that nobody thought of
        elif not ip_address(address).is_loopback:
            foreign.add(address)
    return count, foreign


def promise(seen: Egress) -> Promise:
    """The verdict."""
    how = []
    if seen.traced:
        how.append(f"system calls read by strace, {seen.connects} with an address")
        how.append(f"control: {'found' if seen.control else 'not found'}")
    if seen.isolated:
        how.append("in a network namespace with loopback only")
    figure = f"{len(seen.foreign)} foreign addresses in training and {seen.turns} turns"
    figure += f" ({'; '.join(how)}); {seen.silent} silent"
    notes = (
        "`python -m bot train` on a small library with the real encoder, then `python -m bot run`"
        " in front of a Bot API server on loopback, until that refuses the token. AF_UNIX,"
        " AF_NETLINK and loopback are this machine."
        + ("" if seen.traced else " strace is not there: attempts could not be counted."),
        *(f"Foreign: {address}." for address in seen.foreign),
    )
    seen_at_all = seen.control if seen.traced else seen.isolated
    if not seen.trained:
        figure += "; training failed"
    held = not seen.foreign and seen.trained and not seen.silent and seen_at_all
    return Promise(NUMBER, NAME, figure, "0", held, notes)


async def _measure(workspace: Path, isolated: bool) -> Egress:
    training, serving = workspace / "training.strace", workspace / "serving.strace"
    trained = _train(workspace, training)
    canaries = Canaries()
    as_it_is = "PROOF_MODEL" in os.environ
    module = "proofs.launcher" if as_it_is else "bot"
    found: set[Finding] = set()
    async with stage(
        "egress", workspace, canaries, module=module, before=traced_into(serving)
    ) as played:
        _, silent = await talk(played, TURNS)
        sockets = exposed(played.program.pid)
        played.server.fail("getUpdates", status=401, times=None)
        refused = await played.program.ended() == 1
        found = played.found()
    lines = [
        line
        for file in (training, serving)
        if file.exists()
        for line in file.read_text("utf-8", "replace").splitlines()
    ]
    count, foreign = addresses(lines)
    leaks = tuple(f"{f.what} in {f.place}" for f in sorted(found))
    return Egress(
        isolated,
        has_strace(),
        trained,
        TURNS,
        silent,
        count,
        _control(workspace / "control.strace"),
        tuple(sorted(foreign)),
        refused,
        sockets,
        leaks,
    )


def _train(workspace: Path, trace: Path) -> bool:
    """`python -m bot train` of this code on the small library of the tests and the real encoder."""
    root = workspace / "small"
    shutil.copytree(ROOT / "tests" / "support" / "small_root", root)
    shutil.copytree(ROOT / "bot", root / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "nlu" / "encoder").symlink_to(ROOT / "nlu" / "encoder")
    (root / "nlu" / "safety").mkdir()
    for path in (ROOT / "nlu" / "safety").glob("*.tsv"):
        head, *messages = path.read_text("utf-8").splitlines(keepends=True)
        some = "".join([head, *messages[::MESSAGES_APART]])
        (root / "nlu" / "safety" / path.name).write_text(some, "utf-8")
    command = (*traced_into(trace), sys.executable, "-W", "ignore", "-m", "bot", "train")
    own = {"HOME": str(workspace / "home"), "TMPDIR": str(workspace)}
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=root, env={**os.environ, **own}, capture_output=True, check=False
    )
    if done.returncode:
        sys.stderr.buffer.write(done.stderr[-2000:])
    return done.returncode == 0 and any((root / "models").glob("*.tar.gz"))


def _control(trace: Path) -> bool:
    """Whether a foreign address is found: of a UDP socket, so that nothing is sent."""
    before = traced_into(trace)
    if not before:
        return False
    code = f"import socket as s; s.socket(s.AF_INET, s.SOCK_DGRAM).connect(({NOWHERE!r}, 9))"
    subprocess.run([*before, sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
    return addresses(trace.read_text("utf-8", "replace").splitlines())[1] == {NOWHERE}


def _raise_loopback() -> None:
    """In a new namespace even loopback is down. Source: netdevice(7)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, FLAGS, struct.pack("16sh14x", b"lo", UP))


def _is_isolated() -> bool:
    return {name for _, name in socket.if_nameindex()} == {"lo"}


def main() -> None:
    """Print what was seen."""
    isolated = _is_isolated()
    if isolated:
        _raise_loopback()
    print(json.dumps(asdict(asyncio.run(_measure(Path(sys.argv[1]), isolated)))))


if __name__ == "__main__":
    main()
