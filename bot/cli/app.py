"""The command `ryadom`: every group of commands in one tree.

Modules of `bot.cli.commands` hold what is typed and what help says; they import what does the work
only when it is called, so that help needs neither Rasa nor TensorFlow.
"""

from __future__ import annotations

import sys

import typer

from bot.cli.commands import (
    asking,
    faq,
    locales,
    previewing,
    pseudo,
    running,
    sources,
    texts,
    upkeep,
)
from bot.errors import RyadomError

NAME = "ryadom"

app = typer.Typer(
    name=NAME,
    help="Ryadom: talk to it, check and edit its texts. Поговорить с ботом, проверить и править "
    "тексты.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,  # they would print what variables hold
)
locales.app.add_typer(pseudo.app)
for group in (asking, locales, previewing, running, sources, texts, upkeep):
    app.add_typer(group.app)
app.add_typer(faq.app, name="faq")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status."""
    try:
        app(args=arguments, prog_name=NAME)
    except RyadomError as error:
        print(error, file=sys.stderr)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0
