"""Sockets that take in what others send are found, with the address they are bound to."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import pytest

from proofs.listening import exposed, family, listening, promise


@contextmanager
def bound(kind: socket.SocketKind, family: socket.AddressFamily, host: str) -> Iterator[int]:
    with socket.socket(family, kind) as one:
        one.bind((host, 0))
        if kind is socket.SOCK_STREAM:
            one.listen()
        yield one.getsockname()[1]


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_listener_is_found_with_its_address(kind: socket.SocketKind) -> None:
    before = exposed(os.getpid())
    with bound(kind, socket.AF_INET, "127.0.0.1") as port:
        assert (ip_address("127.0.0.1"), port) in listening([os.getpid()])
        assert exposed(os.getpid()) == (before[0], before[1] + 1)
    with bound(kind, socket.AF_INET, "0.0.0.0") as port:  # noqa: S104 - to be found
        assert (ip_address("0.0.0.0"), port) in listening([os.getpid()])  # noqa: S104
        assert exposed(os.getpid()) == (before[0] + 1, before[1] + 1)
    assert exposed(os.getpid()) == before


def test_the_sixth_version_too() -> None:
    try:
        with bound(socket.SOCK_STREAM, socket.AF_INET6, "::1") as port:
            assert (ip_address("::1"), port) in listening([os.getpid()])
    except OSError:
        pytest.skip("no IPv6 here")


def test_children_belong_to_the_family() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in family(os.getpid())
        child.kill()
    assert child.pid not in family(os.getpid())


@pytest.mark.parametrize(
    ("counts", "control", "held"),
    [
        ({"a": (0, 0)}, 1, True),
        ({"a": (1, 1)}, 1, False),
        ({"a": (0, 1)}, 1, False),
        ({"a": (0, 0)}, 0, False),
        ({}, 1, False),
    ],
)
def test_the_verdict(counts: dict[str, tuple[int, int]], control: int, held: bool) -> None:
    assert promise(counts, control).held is held
