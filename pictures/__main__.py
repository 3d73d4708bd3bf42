"""Plays the situations and writes docs/telegram.md with its pictures."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.settings import ROOT
from pictures.browser import draw
from pictures.chat import Bubble, play
from pictures.page import NAMES, page
from pictures.situations import SITUATIONS, Situation
from tests.support.bot_process import bot_process
from tests.support.telegram_server import TelegramServer

FILE = ROOT / "docs" / "telegram.md"
FOLDER = ROOT / "docs" / "telegram"
INTRODUCTION = """\
# What people see on Telegram

Written by `make pictures`: each conversation was held with the whole program in front of the strict
Bot API server of the tests, and a browser drew what that server received. It is no screenshot of
Telegram, whose own look differs from telephone to telephone; the words, the buttons and their order
are what Telegram would show. What is crossed out was deleted by `/clear`.
"""
Chats = dict[str, list[Bubble]]


async def record() -> dict[str, Chats]:
    """Hold all conversations: the situation's name → language → what is to be seen."""
    found: dict[str, Chats] = {}
    async with TelegramServer() as server, bot_process(server):
        for number, situation in enumerate(SITUATIONS):
            found[situation.name] = {
                code: await play(server, server.person(100 * (n + 1) + number, code), situation)
                for n, code in enumerate(situation.steps)
            }
        if server.refusals:
            raise RuntimeError(f"refused: {server.refusals}")
    return found


def chapter(situation: Situation, chats: Chats) -> str:
    """The part of the page on one situation."""
    parts = [
        f"## {situation.title}",
        situation.note,
        f"![{situation.title}, in English and in Russian](telegram/{situation.name}.png)",
        "<details><summary>As text</summary>",
    ]
    for code, bubbles in chats.items():
        parts += [f"**{NAMES[code]}**", *map(_told, bubbles)]
    return "\n\n".join([*parts, "</details>"])


def _told(bubble: Bubble) -> str:
    if bubble.who == "deed":
        return f"*[{bubble.text}]*"
    if bubble.who == "person":
        return f"**→** {bubble.text}"
    lines = bubble.text.split("\n")
    if bubble.rows:
        lines += ["", " ".join(f"[{title}]" for row in bubble.rows for title in row)]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def write(found: dict[str, Chats], file: Path = FILE, folder: Path = FOLDER) -> None:
    """Draw the pictures and write the page."""
    folder.mkdir(exist_ok=True)
    for situation in SITUATIONS:
        draw(page(found[situation.name]), folder / f"{situation.name}.png")
    chapters = [chapter(situation, found[situation.name]) for situation in SITUATIONS]
    file.write_text("\n".join([INTRODUCTION, "\n\n".join(chapters), ""]), "utf-8")


if __name__ == "__main__":
    write(asyncio.run(record()))
