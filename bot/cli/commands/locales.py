"""Commands for those who translate."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer(
    name="locales",
    help="What translators work with: files, faults, progress. Всё для переводчиков.",
    no_args_is_help=True,
)

Check = Annotated[
    bool, typer.Option("--check", help="Change nothing; fail when stale. Только проверить.")
]


@app.command()
def extract(check: Check = False) -> None:
    """Write locales/messages.pot, what there is to translate. Собрать тексты для перевода."""
    settings = start.begin()
    from bot.cli.locales.update import stale_template, write_template

    root = settings.root
    _told(stale_template(root) if check else [], [] if check else write_template(root))


@app.command()
def update(check: Check = False) -> None:
    """Bring messages.pot and every PO file up to the texts. Обновить файлы переводчиков."""
    settings = start.begin()
    from bot.cli.locales.update import missing, stale
    from bot.cli.locales.update import update as bring_up

    root = settings.root
    _told(stale(root) if check else [], [] if check else bring_up(root))
    if not check:
        for language, messages in missing(root).items():
            print(f"{language}: {len(messages)} messages wait for translation (ждут перевода)")


@app.command()
def check(
    language: Annotated[str, typer.Argument(help="One language only. Только один язык.")] = "",
    reviews: Annotated[
        bool, typer.Option("--reviews", help="Name every safety message without a second reader.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail as well.")] = False,
    json: Annotated[bool, typer.Option("--json", help="For tools.")] = False,
) -> None:
    """Find what a translation has to mend. Найти ошибки в переводе."""
    settings = start.begin()
    from bot.cli.locales.check import as_json, as_text, fails, look_at

    problems = look_at(settings.root, language, each_review=reviews)
    print(as_json(problems) if json else as_text(problems))
    raise typer.Exit(int(fails(problems, strict=strict)))


@app.command()
def stats(
    json: Annotated[bool, typer.Option("--json", help="For tools.")] = False,
) -> None:
    """Show how far each language is. Сколько уже переведено."""
    settings = start.begin()
    from bot.cli.locales.progress import as_json, progress, show

    found = progress(settings.root)
    if json:
        print(as_json(found))
    else:
        show(found, sys.stdout)


@app.command()
def add(
    language: Annotated[str, typer.Argument(help="Its code: uk, ce, de. Код языка.")],
) -> None:
    """Begin a new language. Начать перевод на новый язык."""
    settings = start.begin()
    from bot.cli.locales.addition import add_language

    print(add_language(settings.root, language))


def _told(faults: list[str], changed: list[str]) -> None:
    for line in [*faults, *(f"updated {path}" for path in changed)]:
        print(line)
    raise typer.Exit(int(bool(faults)))
