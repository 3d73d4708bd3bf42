"""The command that shows the library as Telegram will."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer()


@app.command()
def preview(
    item: Annotated[
        str | None, typer.Option("--id", help="Only this entry. Только эта запись.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="A proof sheet of one language: ru. Корректурный лист языка."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where to write it. Куда записать (var/preview.html).")
    ] = None,
) -> None:
    """Show every text as Telegram will, as a page to open. Все тексты, как в Телеграме."""
    settings = start.begin()
    from bot.cli.preview import writing

    file = (output or settings.root / writing.FILE).absolute()
    if file.exists() and file.suffix != ".html":
        raise typer.BadParameter(f"{file} is there already and is no page; name another.")
    writing.write(writing.preview(settings, item, language), file)
    print(f"Open it in a browser (откройте в браузере): {file.as_uri()}")
