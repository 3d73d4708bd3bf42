"""A person writes on Telegram, in English or Russian, and gets a sourced answer.

The whole program as `make run` starts it, real HTTP, a strict Bot API server on loopback.
"""

from __future__ import annotations

import asyncio

from tests.support.bot_process import KEY, START, bot_process
from tests.support.telegram_server import TelegramServer

ENGLISH, RUSSIAN = 1001, 2002
CANARY = "zebrafish"
"""A word that must not be printed anywhere."""


async def test_both_languages_get_sourced_answers_and_nothing_is_printed() -> None:
    async with TelegramServer() as server, bot_process(server) as bot:
        english = server.person(ENGLISH, "en")
        english.says("/start")
        welcome = await english.reply(START)
        assert welcome.buttons

        english.says("how many detained")
        answer = await english.reply(30)
        assert "100" in answer.text and "2017" in answer.text
        assert "Sources:" in answer.text
        assert any(e["type"] == "text_link" for e in answer.entities)
        english.presses("Sources")
        assert "Gscene" in (await english.reply(30)).text

        russian = server.person(RUSSIAN, "ru")
        russian.says("сколько задержали")
        ответ = await russian.reply(30)
        assert "100" in ответ.text and "Источники:" in ответ.text
        russian.says("skolko zaderzhali")
        assert "Источники:" in (await russian.reply(30)).text

        russian.says("меня убьют помогите")
        помощь = await russian.reply(30)
        assert "?" not in помощь.text

        english.says(f"{CANARY} <b>&</b>")
        await english.reply(30)
        english.sends(voice={"file_id": "f", "file_unique_id": "u", "duration": 1})
        await english.reply(30)
        assert await bot.end() == 0
        assert not server.refusals
        assert not server.open_queries
        for secret in (CANARY, "убьют", str(ENGLISH), str(RUSSIAN), server.token, KEY):
            assert secret not in bot.output


async def test_a_message_survives_the_program_being_killed() -> None:
    async with TelegramServer() as server:
        person = server.person(3003, "en")
        async with bot_process(server) as bot:
            person.says("/start")
            await person.reply(START)
            person.says("who is kadyrov")
            await bot.end(hard=True)
        async with bot_process(server):
            while not any("Kadyrov" in reply.text for reply in person.replies):
                await asyncio.wait_for(server.something_sent(), START)
