"""Times whole turns and their parts: `python -m benchmarks.turn` (or `make benchmark`)."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

from bot.logs import configure_logging
from bot.settings import Settings

TURNS = 300
QUESTIONS = (
    "what happened",
    "how many were detained in 2017",
    "hotline",
    "что случилось",
    "skolko ubili",
    "меня ищут, помогите",
    "weather tomorrow",
    "who is kadyrov",
)


async def main() -> None:
    """Print the table."""
    settings = Settings.from_environment()
    configure_logging("ERROR")
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    from bot.assistant.agent import load_agent
    from bot.retrieval.encoders import load_encoder

    began = time.perf_counter()
    agent = load_agent(settings)
    loading = time.perf_counter() - began
    encoder = load_encoder(settings.encoder, settings.models)

    async def turn(number: int) -> None:
        text = QUESTIONS[number % len(QUESTIONS)]
        message = UserMessage(text, CollectingOutputChannel(), str(number))
        await agent.handle_message(message)

    async def understanding(number: int) -> None:
        await agent.processor.parse_message(UserMessage(QUESTIONS[number % len(QUESTIONS)]))

    async def embedding(number: int) -> None:
        encoder.embed([QUESTIONS[number % len(QUESTIONS)]])

    print(f"loading the agent: {loading:.1f} s")
    print(f"{'':<24}{'p50 ms':>8}{'p95 ms':>8}{'a second':>10}")
    for name, part in (
        ("whole turn", turn),
        ("understanding only", understanding),
        ("encoder only", embedding),
    ):
        print(_row(name, await _times(part)))


async def _times(part: Callable[[int], Awaitable[None]]) -> list[float]:
    for number in range(2 * len(QUESTIONS)):
        await part(number)
    times = []
    for number in range(TURNS):
        began = time.perf_counter()
        await part(number)
        times.append(1000 * (time.perf_counter() - began))
    return times


def _row(name: str, times: list[float]) -> str:
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return f"{name:<24}{p50:>8.1f}{p95:>8.1f}{1000 * len(times) / sum(times):>10.0f}"


if __name__ == "__main__":
    asyncio.run(main())
