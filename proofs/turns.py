"""Promises 7, 13 and 16: one turn at a time for each person, whoever dies or freezes."""

from __future__ import annotations

from pathlib import Path

from proofs.promise import Promise
from tests.support.lock_proof import measure
from tests.support.redis_server import RedisServer, binary

LONGEST_WAIT = 5.0
LONGEST_STALL = 0.5


async def promises(folder: Path, pairs: int) -> list[Promise]:
    """Measure with real processes and a real Redis.

    Raises:
        RuntimeError: there is no Redis here.
    """
    program = binary()
    if program is None:
        raise RuntimeError("there is no redis-server on this machine")
    folder.mkdir(parents=True)
    server = RedisServer(program, folder)
    server.start()
    try:
        seen = await measure(server, pairs)
    finally:
        server.close()
    in_order = not seen.double_entries and not seen.order_inversions
    alive = seen.seconds_after_kill <= LONGEST_WAIT
    clean = not seen.keys_without_expiry and not seen.readable
    return [
        Promise(
            7,
            "one turn at a time, in order",
            f"{seen.double_entries} double entries in {seen.pairs} pairs,"
            f" {seen.order_inversions} inversions",
            "0, 0",
            in_order,
            ("Two processes ask at the same moments for turns of the same people.",),
        ),
        Promise(
            13,
            "a killed process holds nobody up",
            f"{seen.seconds_after_kill:.1f} s after kill -9, {seen.keys_without_expiry} keys"
            f" without expiry, {seen.readable} ids in Redis",
            f"{LONGEST_WAIT:.0f} s, 0, 0",
            alive and clean,
            ("Ids are searched for in the names of keys and in all files of Redis.",),
        ),
        Promise(
            16,
            "Redis may freeze",
            f"loop stalls {seen.loop_stall_seconds:.2f} s, longest wait"
            f" {seen.longest_wait_seconds:.1f} s",
            f"stalls {LONGEST_STALL} s",
            seen.loop_stall_seconds <= LONGEST_STALL,
            ("While Redis is frozen each process keeps turns apart by itself.",),
        ),
    ]
