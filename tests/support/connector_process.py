"""A process that runs the connector in front of an assistant that repeats what it hears.

Arguments: `serve` (by itself), `channel` (of Rasa's server) or `refused` (a channel whose agent
must not serve); the Bot API's address; the port of its server; the webhook's address, if there is
one. The token comes on standard input.
"""

from __future__ import annotations

import asyncio
import sys
import warnings
from dataclasses import replace
from typing import Any

warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported

from bot.errors import ModelError, TelegramError  # noqa: E402
from bot.telegram.connection import Connection  # noqa: E402
from bot.telegram.surface import Surface  # noqa: E402


def surface() -> Surface:
    return Surface(
        commands={},
        unsupported="/unsupported",
        failure=lambda code: "calm",
        pseudonym=lambda key, user_id: f"{key.decode()}-{user_id}",
    )


def refusing() -> Surface:
    """A surface that refuses the server's agent."""

    def refuse(agent: Any) -> None:
        assert agent.handle_message
        raise ModelError("the agent keeps conversations")

    return replace(surface(), check=refuse)


async def repeat(message: Any) -> None:
    if message.text == "slow":
        await asyncio.sleep(0.5)
    text = f"{message.sender_id}: {message.text}"
    await message.output_channel.send_response(message.sender_id, {"text": text})


class Agent:
    """Stands for Rasa's agent."""

    async def handle_message(self, message: Any) -> None:
        await repeat(message)


def run_serve(credentials: dict[str, str], port: int) -> None:
    from bot.telegram.server import serve

    way = Connection.of(credentials)
    try:
        asyncio.run(serve(way, surface(), repeat, listen=("127.0.0.1", port)))
    except TelegramError as refusal:
        sys.exit(str(refusal))


def run_channel(credentials: dict[str, str], port: int, function: str) -> None:
    from rasa.core.channels.channel import register
    from sanic import Sanic

    from bot.telegram.channel import TelegramChannel

    app = Sanic("app", configure_logging=False)
    app.ctx.agent = Agent()
    credentials = {**credentials, "surface": f"tests.support.connector_process.{function}"}
    register([TelegramChannel.from_credentials(credentials)], app, route="/webhooks/")
    app.run("127.0.0.1", port)


def main(mode: str, address: str, port: str, webhook: str = "") -> None:
    credentials = {
        "token": sys.stdin.readline().strip(),
        "api_url": address,
        "secret_key": "key",
        "webhook_url": webhook,
    }
    if mode == "serve":
        run_serve(credentials, int(port))
    else:
        run_channel(credentials, int(port), "refusing" if mode == "refused" else "surface")


if __name__ == "__main__":
    main(*sys.argv[1:])
