"""Commands that train the assistant, talk to it and measure it."""

from __future__ import annotations

import asyncio
import locale
import sys
from collections.abc import Iterator

import typer

from bot.cli import start

app = typer.Typer()


@app.command()
def run() -> None:
    """Serve on Telegram, or talk here without TELEGRAM_BOT_TOKEN. Запустить бота."""
    settings = start.begin()
    from bot.assistant.agent import load_agent
    from bot.cli.training import ensure_model

    ensure_model(settings)
    agent = load_agent(settings)
    if settings.telegram_token:
        from bot.cli.launch import warn_of_unconfirmed
        from bot.cli.serving import run as serve

        warn_of_unconfirmed(settings)
        print("Serving on Telegram; stop with Ctrl-C.", file=sys.stderr)
        asyncio.run(serve(agent, settings))
    else:
        from bot.cli.terminal import converse

        code = (locale.getlocale()[0] or "en").split("_")[0]
        asyncio.run(converse(agent, _lines(), lambda reply: print(reply + "\n"), code))


@app.command()
def train() -> None:
    """Train if anything the model is made of has changed. Обучить, если что-то изменилось."""
    settings = start.begin()
    from bot.cli.training import ensure_model

    if not ensure_model(settings):
        print("The model is up to date.", file=sys.stderr)


@app.command()
def evaluate() -> None:
    """Measure the held-out questions."""
    settings = start.begin()
    from bot.assistant.agent import load_agent
    from bot.cli.evaluation import evaluate as measure
    from bot.cli.training import ensure_model

    ensure_model(settings)
    print(asyncio.run(measure(load_agent(settings), settings)))


@app.command()
def calibration() -> None:
    """Show the thresholds, and draw the curves they were read from."""
    settings = start.begin()
    from bot.cli.calibration import report
    from bot.cli.training import ensure_model

    ensure_model(settings)
    print(report(settings))


@app.command("launch-check")
def launch_check() -> None:
    """Say whether this copy may meet people."""
    settings = start.begin()
    from bot.cli.launch import check_launch

    found, failed = check_launch(settings)
    print(found)
    raise typer.Exit(int(failed))


def _lines() -> Iterator[str]:
    print("No TELEGRAM_BOT_TOKEN is set: talk here, end with Ctrl-D.\n", file=sys.stderr)
    while True:
        try:
            yield input("> ")
        except EOFError:
            return
