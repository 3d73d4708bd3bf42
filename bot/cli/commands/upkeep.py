"""Commands for what has to be looked at again: old texts, questions without an answer."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer()


@app.command()
def stale(
    days: Annotated[
        int,
        typer.Option(
            min=0, help="Only what is at least so old. Только то, чему столько дней или больше."
        ),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """What to look at again: the oldest, the most shown first. Что пора перепроверить."""
    from dataclasses import asdict
    from datetime import date

    from rich.console import Console

    from bot.cli.listing import show
    from bot.cli.stale import HEADINGS, shown_by_entry
    from bot.cli.stale import stale as aged_of
    from bot.library.live import Edition

    settings = start.begin()
    edition = Edition.read(settings.root)
    shown = asyncio.run(shown_by_entry(settings))
    found = aged_of(edition, shown, date.today(), days)
    if as_json:
        print(json.dumps([asdict(aged) for aged in found], ensure_ascii=False, indent=2))
    else:
        show(Console(), HEADINGS, [aged.cells() for aged in found])
