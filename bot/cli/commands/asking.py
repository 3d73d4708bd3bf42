"""The command that tries questions."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Optional

import typer

from bot.cli import start
from bot.settings import Settings

app = typer.Typer()


@app.command()
def ask(
    question: Annotated[
        Optional[str],  # noqa: UP045 - typer reads annotations when it runs
        typer.Argument(help="As a person would type it (вопрос, как его наберёт человек)."),
    ] = None,
    explain: Annotated[bool, typer.Option(help="Show intent, candidates and scores.")] = False,
    file: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="A question on each line, or a table .tsv (файл с вопросами)."),
    ] = None,
    against: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="REF",
            help="What has changed since a tag or commit; 'last' is the last release; without "
            "--file, for the project's own questions (что изменилось с той версии).",
        ),
    ] = None,
    html: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Also write the table as a page (таблица в виде страницы)."),
    ] = None,
) -> None:
    """Ask one question or many, and see what has changed. Задать вопросы боту."""
    if (question is None) == (file is None and against is None):
        raise typer.BadParameter("type one question, or name --file or --against.")
    if question is not None and html:
        raise typer.BadParameter("--html needs --file or --against.")
    if question is None and explain:
        raise typer.BadParameter("--explain needs one question.")
    settings = start.begin()
    if question is None:
        _ask_many(settings, file, against, html)
        return
    from bot.assistant.agent import load_agent
    from bot.cli.asking.question import ask as asked
    from bot.cli.training import ensure_model

    ensure_model(settings)
    print(asyncio.run(asked(load_agent(settings), question, explain)))


def _ask_many(
    settings: Settings, file: Path | None, against: str | None, html: Path | None
) -> None:
    from rich.console import Console

    from bot.cli.asking.many import try_questions

    report = try_questions(settings, file, against)
    print(report.title)
    if report.rows:
        Console().print(report.table())
    if html:
        report.write(html)
        print(f"Written: {html}")
