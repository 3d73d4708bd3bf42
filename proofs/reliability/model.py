"""The trained assistant in this process."""

from __future__ import annotations

import asyncio
import logging
import os

import structlog
from rasa.core.agent import Agent

from bot.assistant.agent import load_agent
from bot.settings import Settings

ELSEWHERE = ("TELEGRAM_BOT_TOKEN", "BOT_SECRET_KEY", "DATABASE_URL", "REDIS_URL")
"""What would have it keep something where somebody else keeps theirs."""

_loaded: list[Agent] = []


async def model() -> Agent:
    """The newest model; it keeps nothing. Loaded once, in ten seconds or so."""
    if not _loaded:
        for name in ELSEWHERE:
            os.environ.pop(name, None)
        quiet = structlog.make_filtering_bound_logger(logging.WARNING)
        structlog.configure(wrapper_class=quiet)  # Rasa prints every turn otherwise
        _loaded.append(await asyncio.to_thread(load_agent, Settings.from_environment()))
    return _loaded[0]
