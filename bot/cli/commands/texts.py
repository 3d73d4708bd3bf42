"""Commands for those who write the texts and translate them."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer()


@app.command()
def lint() -> None:
    """Look through words, names, figures and contacts in every text. Проверить тексты."""
    from bot.cli.lint import check_texts

    check_texts(start.begin().root)


@app.command()
def strings(
    check: Annotated[bool, typer.Option(help="Change nothing; fail when stale.")] = False,
) -> None:
    """Bring the translators' files up to date. Обновить файлы переводчиков."""
    from bot.cli.strings import stale, update

    root = start.begin().root
    faults = stale(root) if check else []
    changed = [] if check else update(root)
    for line in [*faults, *(f"updated {path}" for path in changed)]:
        print(line)
    raise typer.Exit(int(bool(faults)))
