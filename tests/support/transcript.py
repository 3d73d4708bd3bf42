"""Writes docs/transcript.md: a conversation in both languages, as Telegram received it.

python -m tests.support.transcript > docs/transcript.md
"""

from __future__ import annotations

import asyncio

from tests.support.bot_process import START, bot_process
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.people import Person, Reply

CONVERSATIONS = {
    "English": (
        "en",
        (
            "/start",
            "what happend in chechnya",
            "how many detained",
            "and in 2019?",
            "source?",
            "torture",
            "[Show the details]",
            "hotline",
            "how can i help",
            "[I am outside Russia]",
            "they found out about me, help",
            "who is gay in grozny",
            "weather tomorrow",
            "/language",
            "/privacy",
            "/forget",
        ),
    ),
    "Русский": (
        "ru",
        (
            "/start",
            "что случилось",
            "skolko zaderzhali",
            "а в 2019?",
            "источник?",
            "пытки",
            "[Показать подробности]",
            "горячяя линия",
            "як допомогти",
            "[Я не в России]",
            "меня ищут, помогите",
            "дайте адрес убежища",
            "погода завтра",
            "/language",
            "/privacy",
            "/forget",
        ),
    ),
}


async def write() -> None:
    """Hold the conversations and print them."""
    print("# A conversation in both languages\n")
    print("Written by `python -m tests.support.transcript` from what the strict Bot API server")
    print("of the tests received; buttons stand in brackets.")
    async with TelegramServer() as server, bot_process(server):
        for number, (title, (code, lines)) in enumerate(CONVERSATIONS.items(), 1):
            print(f"\n## {title}")
            person = server.person(number, code)
            for line in lines:
                await _turn(person, line)
        assert not server.refusals, server.refusals


async def _turn(person: Person, line: str) -> None:
    print(f"\n**{line}**\n")
    if line.startswith("["):
        person.presses(line.strip("[]"))
    else:
        person.says(line)
    _print(await person.reply(START))


def _print(reply: Reply) -> None:
    for line in reply.text.split("\n"):
        print(f"> {line}".rstrip())
    if reply.buttons:
        print(">\n> " + " ".join(f"[{title}]" for title, _ in reply.buttons))


if __name__ == "__main__":
    asyncio.run(write())
