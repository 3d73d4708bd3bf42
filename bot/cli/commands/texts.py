"""Commands for those who write the texts and translate them."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer()


class Format(str, Enum):
    """How problems are printed."""

    text = "text"
    github = "github"
    json = "json"


@app.command()
def check(
    format: Annotated[Format, typer.Option(help="github annotates a pull request.")] = Format.text,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings fail too. Предупреждения — тоже ошибки.")
    ] = False,
    encoder: Annotated[
        bool, typer.Option(help="Compare ways of asking by meaning. Сравнивать вопросы по смыслу.")
    ] = True,
) -> None:
    """Name everything to mend, by file and line. Показать всё, что нужно исправить."""
    settings = start.begin()
    from datetime import date

    from bot.cli.check.output import FORMATS
    from bot.cli.check.survey import survey
    from bot.errors import Severity

    problems = survey(settings, date.today(), encoder)
    print(FORMATS[format.value](problems))
    raise typer.Exit(int(any(strict or p.severity is Severity.ERROR for p in problems)))
