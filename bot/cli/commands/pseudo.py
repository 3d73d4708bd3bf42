"""The command for a pseudo-locale; it stands in the group `locales`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer()


@app.command()
def pseudo(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to write it (куда записать); var/pseudo if empty.")
    ] = None,
) -> None:
    """Make a language that shows what escaped translation. Показать, что осталось без перевода."""
    settings = start.begin()
    from bot.cli.pseudo import CODE, write_pseudo

    path = write_pseudo(settings.root, folder or settings.state / "pseudo")
    print(f"{path}\nMove the folder '{CODE}' into locales/ to see it; never commit it.")
