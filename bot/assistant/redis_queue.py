"""The queues of turns in Redis: one hash for each conversation, one script, nothing that stays."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import NamedTuple

from redis.asyncio import Redis

from bot.errors import SettingsError

logger = logging.getLogger(__name__)

ANSWER = 0.8
"""Seconds in which Redis must answer; without an answer turns go on without it."""
PAUSE = 2.0
"""Seconds after which a Redis that does not answer is asked again, once."""
AT_ONCE = 16
"""Commands under way at the same time, each on its own connection."""

SCRIPT = """
-- KEYS[1]: a hash, token -> "number deadline", in milliseconds of this server's own clock.
-- ARGV: token; its number, 0 to draw one; a number to stay above; milliseconds, 0 to leave.
-- Returns the number, how many living tokens stand before it, 1 if it had fallen out.
local token, number, floor = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local lease = tonumber(ARGV[4])
if lease == 0 then
  redis.call('HDEL', KEYS[1], token)
  return {number, 0, 0}
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local queue, others, known = redis.call('HGETALL', KEYS[1]), {}, false
for i = 1, #queue, 2 do
  local drawn, deadline = string.match(queue[i + 1], '^(%d+) (%d+)$')
  drawn, deadline = tonumber(drawn), tonumber(deadline)
  if queue[i] == token then
    number, known = drawn, true
  elseif deadline < now then
    redis.call('HDEL', KEYS[1], queue[i])
  else
    floor = math.max(floor, drawn)
    table.insert(others, drawn)
  end
end
local fallen = number > 0 and not known
if number == 0 then
  number = math.max(now, floor + 1)
end
local before = 0
for _, drawn in ipairs(others) do
  if drawn < number then before = before + 1 end
end
redis.call('HSET', KEYS[1], token, string.format('%.0f %.0f', number, now + lease))
redis.call('PEXPIRE', KEYS[1], lease)
return {number, before, fallen and 1 or 0}
"""


class Standing(NamedTuple):
    """Where a token stands.

    Attributes:
        number: its place in the order of arrival; who came earlier has a lower one.
        before: how many living tokens with a lower number there are.
        fallen: its lease had run out, and others could pass; it has its old place again.
    """

    number: int
    before: int
    fallen: bool


class RedisQueue:
    """Draws, keeps and gives back tokens; says when Redis does not answer, once."""

    def __init__(self, url: str, lease: float) -> None:
        """Nothing is connected yet.

        Args:
            url: redis://, rediss:// or unix://.
            lease: seconds after which a token that is not kept falls out.

        Raises:
            SettingsError: the address cannot be read.
        """
        try:
            self._redis = Redis.from_url(url)
        except ValueError:
            raise SettingsError("REDIS_URL has an option that cannot be read.") from None
        self.lease = lease
        self._script = self._redis.register_script(SCRIPT)
        self._highest = 0
        self._down = False
        self._closed = False
        self._ask_again = 0.0
        self._turnstile = asyncio.Semaphore(AT_ONCE)

    async def keep(self, name: str, token: str, number: int) -> Standing | None:
        """Put a token into a queue, or keep it there for another lease.

        Args:
            name: of the queue.
            token: a random name of its own.
            number: what the last answer said, 0 while there was none.

        Returns:
            Where it stands; None where Redis does not answer.
        """
        answer = await self._ask(name, token, number, round(self.lease * 1000))
        if answer is None:
            return None
        # Two tokens of one process keep their order even where the server's clock is set back:
        # the second waits for the first inside the process, so it must not stand before it.
        self._highest = max(self._highest, answer[0])
        return Standing(answer[0], answer[1], bool(answer[2]))

    async def leave(self, name: str, token: str) -> None:
        """Take a token out. Where Redis does not answer, it falls out after its lease."""
        await self._ask(name, token, 0, 0)

    async def close(self) -> None:
        """End all connections; no new ones are made."""
        self._closed = True
        await self._redis.close(close_connection_pool=True)

    async def _ask(self, name: str, token: str, number: int, lease: int) -> list[int] | None:
        async with self._turnstile:
            if not self._may_ask():
                return None
            arguments = [token, number, self._highest, lease]
            try:
                call = self._script(keys=[f"turn:{name}"], args=arguments)
                answer: list[int] = await asyncio.wait_for(call, ANSWER)
            except Exception as trouble:  # whatever Redis and its library raise, the turn goes on
                self._no_answer(trouble)
                return None
        self._answered()
        return answer

    def _may_ask(self) -> bool:
        """While Redis is down, one tries from time to time and all others go on."""
        if self._closed:
            return False
        if not self._down:
            return True
        now = time.monotonic()
        if now < self._ask_again:
            return False
        self._ask_again = now + PAUSE
        return True

    def _no_answer(self, trouble: Exception) -> None:
        if not self._down:
            logger.warning(
                "turns: no answer from Redis (%s); until it is back, each process keeps turns "
                "apart by itself",
                type(trouble).__name__,  # its message names the address
            )
        self._down = True
        self._ask_again = time.monotonic() + PAUSE

    def _answered(self) -> None:
        if self._down:
            logger.info("turns: Redis answers again")
        self._down = False
