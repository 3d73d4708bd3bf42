"""What the system calls say of addresses."""

from __future__ import annotations

import pytest

from proofs.egress import addresses

HERE = [
    '7 connect(3, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = -1 ENOENT',
    '7 sendto(3, ""..., 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20',
    '7 connect(6, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16)',
    "7 connect(6, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0),"
    ' inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0',
]
AWAY = [
    (
        "9 connect(6, {sa_family=AF_INET, sin_port=htons(443),"
        ' sin_addr=inet_addr("192.0.2.1")}, 16) = -1 EINPROGRESS',
        "192.0.2.1",
    ),
    (
        '9 sendto(6, ""..., 33, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(53),'
        ' sin_addr=inet_addr("10.0.0.2")}, 16) = 33',
        "10.0.0.2",
    ),
    (
        "9 sendmsg(6, {msg_name={sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(0),"
        ' inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, msg_namelen=28}, 0) = 33',
        "2001:db8::1",
    ),
]


def test_what_stays_on_the_machine_is_not_foreign() -> None:
    assert addresses(HERE) == (4, set())


@pytest.mark.parametrize(("line", "address"), AWAY)
def test_what_leaves_it_is(line: str, address: str) -> None:
    assert addresses([*HERE, line]) == (5, {address})


def test_a_family_that_nobody_thought_of_is_foreign() -> None:
    count, foreign = addresses(["9 connect(6, {sa_family=AF_VSOCK, svm_cid=2}, 16) = 0"])
    assert count == 1 and len(foreign) == 1


def test_calls_without_an_address_do_not_count() -> None:
    assert addresses(['9 sendto(6, ""..., 33, 0, NULL, 0) = 33', "9 +++ exited with 0 +++"]) == (
        0,
        set(),
    )
