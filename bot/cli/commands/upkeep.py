"""Commands for what has to be looked at again: old texts, questions without an answer."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import start
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli.review.clusters import Cluster

app = typer.Typer()

DELETED = """\
Deleted; nothing of them is kept. If the like should be declined from now on, add an example under
out_of_scope in nlu/intents.en.yml or .ru.yml, in your own words; nothing that somebody in danger
might write.
Удалены, ничего от них не осталось. Чтобы бот отвечал на такое, что это не его тема, добавьте пример
в out_of_scope в nlu/intents.en.yml или .ru.yml — своими словами и не то, что мог бы написать
человек в опасности."""


def _days(typed: str) -> int:
    if not str(typed).isdecimal():
        raise typer.BadParameter(f"'{typed}' is no number of days; write one, such as 90.")
    return int(typed)


@app.command()
def stale(
    days: Annotated[
        int,
        typer.Option(
            parser=_days,
            metavar="DAYS",
            help="Only what is at least so old. Только то, чему столько дней или больше.",
        ),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """What to look at again: the oldest, the most shown first. Что пора перепроверить."""
    settings = start.begin()
    from dataclasses import asdict
    from datetime import date

    from rich.console import Console

    from bot.cli.listing import show
    from bot.cli.stale import HEADINGS, shown_by_entry
    from bot.cli.stale import stale as aged_of
    from bot.library.live import Edition

    edition = Edition.read(settings.root)
    shown = asyncio.run(shown_by_entry(settings))
    found = aged_of(edition, shown, date.today(), days)
    if as_json:
        print(json.dumps([asdict(aged) for aged in found], ensure_ascii=False, indent=2))
    else:
        show(Console(), HEADINGS, [aged.cells() for aged in found])


@app.command()
def review(
    draft: Annotated[
        int | None,
        typer.Option(metavar="NO", help="Begin an entry for these questions. Начать ответ на них."),
    ] = None,
    entry_id: Annotated[
        str | None, typer.Option("--id", help="Id of that entry. Имя этого ответа.")
    ] = None,
    out_of_scope: Annotated[
        int | None,
        typer.Option(metavar="NO", help="Delete these questions. Удалить: это не наша тема."),
    ] = None,
) -> None:
    """Questions without an answer that readers passed on. Вопросы читателей без ответа."""
    settings = start.begin()
    from rich.console import Console

    from bot.cli.review.inbox import read_inbox
    from bot.cli.review.screen import show_cluster, show_inbox

    if draft is not None and out_of_scope is not None:
        raise typer.BadParameter("give --draft or --out-of-scope, not both.")
    inbox = asyncio.run(read_inbox(settings))
    number = draft if draft is not None else out_of_scope
    if number is None:
        show_inbox(Console(), inbox)
        return
    if not 1 <= number <= len(inbox.clusters):
        has = f"the numbers are 1 to {len(inbox.clusters)}" if inbox.clusters else "there is none"
        raise typer.BadParameter(f"there is no number {number}; {has}.")
    cluster = inbox.clusters[number - 1]
    show_cluster(Console(), number, cluster)
    if draft is not None:
        _draft(settings, cluster, entry_id)
    else:
        _out_of_scope(settings, cluster)


def _draft(settings: Settings, cluster: Cluster, entry_id: str | None) -> None:
    from bot.cli.review.drafts import write_draft
    from bot.library.live import Edition

    chosen = entry_id or typer.prompt("Id of the new entry (имя нового ответа)")
    path = write_draft(settings.state, Edition.read(settings.root), cluster, chosen)
    print(f"Draft: {path}\nGo on with (дальше):  ./ryadom faq new --draft {path}")


def _out_of_scope(settings: Settings, cluster: Cluster) -> None:
    from bot.cli.review.inbox import put_out_of_scope

    typer.confirm("Delete these questions for good? Удалить эти вопросы навсегда?", abort=True)
    asyncio.run(put_out_of_scope(settings, cluster))
    print(DELETED)
