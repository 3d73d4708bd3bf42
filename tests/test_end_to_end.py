"""A person writes on Telegram, in English or Russian, and gets a sourced answer.

The whole program as `make run` starts it, real HTTP, a strict Bot API server on loopback.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.privacy import pseudonym
from tests.support.bot_process import KEY, START, bot_process
from tests.support.telegram_server import TelegramServer

ENGLISH, RUSSIAN = 1001, 2002
CANARY = "zebrafish"
"""A word that must not be printed anywhere."""


async def test_both_languages_get_sourced_answers_and_nothing_is_printed_or_kept(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'kept' / 'file.sqlite'}"
    async with TelegramServer() as server, bot_process(server, DATABASE_URL=url) as bot:
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
        [file] = (tmp_path / "kept").glob("*.sqlite")
        kept = b"".join(path.read_bytes() for path in (tmp_path / "kept").iterdir())
        assert file.stat().st_size > 0
        people = [pseudonym(KEY.encode(), user_id) for user_id in (ENGLISH, RUSSIAN)]
        said = (CANARY, "убьют", "detained", "сколько", str(ENGLISH), str(RUSSIAN), *people)
        for secret in (*said, server.token, KEY):
            assert secret not in bot.output
            assert secret.encode() not in kept


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
