"""A process that runs the connector in front of an assistant that repeats what it hears.

Arguments: `serve`, `channel` or `refused` (a channel whose agent must not serve), the Bot API's
address, a port for the channel's server.
The token comes on standard input.
"""

from __future__ import annotations

import asyncio
import sys
import warnings
from dataclasses import replace
from typing import Any

warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported

from bot.errors import ModelError  # noqa: E402
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


def run_serve(token: str, address: str) -> None:
    from bot.telegram.channel import serve

    def pseudonym(user_id: int) -> str:
        return f"key-{user_id}"

    asyncio.run(
        serve(
            token=token,
            api_url=address,
            pseudonym=pseudonym,
            surface=surface(),
            on_new_message=repeat,
        )
    )


def run_channel(token: str, address: str, port: int, function: str) -> None:
    from rasa.core.channels.channel import register
    from sanic import Sanic

    from bot.telegram.channel import TelegramChannel

    app = Sanic("app", configure_logging=False)
    app.ctx.agent = Agent()
    credentials = {
        "token": token,
        "api_url": address,
        "secret_key": "key",
        "surface": f"tests.support.connector_process.{function}",
    }
    register([TelegramChannel.from_credentials(credentials)], app, route="/webhooks/")
    app.run("127.0.0.1", port)


if __name__ == "__main__":
    given = sys.stdin.readline().strip()
    if sys.argv[1] == "serve":
        run_serve(given, sys.argv[2])
    else:
        function = "refusing" if sys.argv[1] == "refused" else "surface"
        run_channel(given, sys.argv[2], int(sys.argv[3]), function)
