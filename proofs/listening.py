"""Promise 23: nothing listens, neither for the world nor for this machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from proofs.promise import Promise

NUMBER, NAME = 23, "nothing listens outside loopback"
LISTEN = "0A"
UNCONNECTED = "07"
"""A UDP socket that takes in what anybody sends."""


def family(pid: int) -> list[int]:
    """A process and all that it has started."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    started = [int(child) for path in children for child in path.read_text().split()]
    return [pid, *(one for child in started for one in family(child))]


def listening(pids: Iterable[int]) -> list[tuple[IPv4Address | IPv6Address, int]]:
    """Address and port of every socket of these processes that takes in what others send."""
    found = []
    for pid in pids:
        own = _sockets(pid)
        for table, state in (
            ("tcp", LISTEN),
            ("tcp6", LISTEN),
            ("udp", UNCONNECTED),
            ("udp6", UNCONNECTED),
        ):
            for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == state and fields[9] in own:
                    found.append(_address(fields[1]))
    return found


def exposed(pid: int) -> tuple[int, int]:
    """Sockets of a program that others reach, and all that listen."""
    every = listening(family(pid))
    return sum(not address.is_loopback for address, _ in every), len(every)


def promise(counts: dict[str, tuple[int, int]], control: int) -> Promise:
    """The verdict.

    Args:
        counts: for each program that was looked at what `exposed` gave.
        control: sockets found in a process that does listen.
    """
    outside = sum(count for count, _ in counts.values())
    at_all = sum(count for _, count in counts.values())
    figure = f"{outside} sockets outside loopback, {at_all} at all"
    figure += f"; control: {'found' if control else 'not found'}"
    notes = (
        f"Looked at while it served: {', '.join(counts)}. TCP and UDP, IPv4 and IPv6, by the"
        " sockets of the process and of all it has started. `make run` opens no HTTP port, so"
        " Rasa's routes are not there; `rasa run` does open one (SECURITY.md).",
    )
    held = not outside and not at_all and control > 0 and bool(counts)
    return Promise(NUMBER, NAME, figure, "0, 0; found", held, notes)


def _sockets(pid: int) -> set[str]:
    inodes = set()
    for path in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(path)
        except OSError:  # closed meanwhile
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    return inodes


def _address(written: str) -> tuple[IPv4Address | IPv6Address, int]:
    """`0100007F:1F90`: words of four bytes in the machine's order."""
    digits, _, port = written.partition(":")
    words = [bytes.fromhex(digits[at : at + 8])[::-1] for at in range(0, len(digits), 8)]
    return ip_address(b"".join(words)), int(port, 16)
