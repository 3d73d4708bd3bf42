"""Commands for single entries: made, changed, shown, listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import start

app = typer.Typer(
    help="Answers: add, edit, show, list. Ответы: добавить, изменить, показать, перечислить.",
    no_args_is_help=True,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The entry's id. Имя записи.")]


@app.command()
def new(
    question: Annotated[str, typer.Option(help="In English. Вопрос по-английски.")] = "",
    name: Annotated[str, typer.Option("--id", help="Its name. Имя записи.")] = "",
    topic: Annotated[str, typer.Option(help="Its topic. Тема.")] = "",
    file: Annotated[str, typer.Option(help="File of responses/faq. Файл.")] = "",
    answer_file: Annotated[
        Path | None,
        typer.Option(help="File with the answer. Файл с ответом."),
    ] = None,
    details_file: Annotated[
        Path | None,
        typer.Option(help="File with distressing details. Файл с тяжёлыми подробностями."),
    ] = None,
    way: Annotated[
        list[str] | None,
        typer.Option(help='en="…" or ru="…", again for each. Как об этом спрашивают.'),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(help="gscene-2017-04#p4, again for each. Источник."),
    ] = None,
    related: Annotated[
        list[str] | None,
        typer.Option(help="Another entry, again for each. Похожая запись."),
    ] = None,
    risky: Annotated[
        bool | None,
        typer.Option(help="Could harm a reader in Russia. Может навредить читателю в России."),
    ] = None,
    checked: Annotated[
        bool, typer.Option("--checked", help="I checked all of it today. Сегодня я сверил(а) всё.")
    ] = False,
    draft: Annotated[
        Path | None,
        typer.Option(help="Go on with a draft. Продолжить черновик."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing. Ничего не спрашивать.")] = False,
) -> None:
    """Add an answer; what is not given is asked. Добавить ответ: чего нет, спросит."""
    settings = start.begin()
    from bot.cli.faq.creation import Creation
    from bot.cli.faq.dialogue import Dialogue
    from bot.cli.faq.given import given
    from bot.cli.faq.steps import Steps
    from bot.library.live import Edition

    values = given(
        settings,
        draft,
        {"question": question, "id": name, "topic": topic, "file": file},
        {"answer": answer_file, "details": details_file},
        {"sources": source, "related": related},
        way or [],
    )
    if risky is not None:
        values["risky_in_russia"] = "true" if risky else "false"
    if checked:
        values["reviewed"] = date.today().isoformat()
    edition = Edition.read(settings.root)
    steps = Steps(settings, Dialogue(settings.editor), edition, values)
    creation = Creation(steps, draft)
    creation.script() if yes else creation.ask()


@app.command()
def edit(
    entry: Id,
    assigned: Annotated[
        list[str] | None,
        typer.Option("--set", help="reviewed=2026-11-20, again for each. Задать поле."),
    ] = None,
    add_way: Annotated[
        list[str] | None,
        typer.Option(help='ru="…", again for each. Добавить, как об этом спрашивают.'),
    ] = None,
    field: Annotated[str, typer.Option(help="Change this field. Изменить это поле.")] = "",
    given: Annotated[
        Path | None,
        typer.Option("--from", help="File with the entry as it should be. Файл с записью."),
    ] = None,
) -> None:
    """Change an answer, in your editor unless told what. Изменить ответ."""
    settings = start.begin()
    from bot.cli.faq.assignments import assignment, each, refuse
    from bot.cli.faq.assignments import way as words
    from bot.cli.faq.dialogue import Dialogue
    from bot.cli.faq.editing import Editing

    if sum(map(bool, (assigned or add_way, field, given))) > 1:
        raise typer.BadParameter("--set and --add-way, --field and --from exclude each other.")
    editing = Editing(settings, Dialogue(settings.editor), entry, date.today())
    if assigned or add_way:
        faults: list[str] = []
        values = each(assignment, assigned or [], faults)
        ways = each(words, add_way or [], faults)
        refuse(faults)
        editing.change(dict(values), ways)
    elif field:
        editing.field(field)
    else:
        editing.whole(given)


@app.command()
def show(
    entry: Id,
    language: Annotated[str, typer.Option(help="Language of the reader. Язык читателя.")] = "en",
) -> None:
    """Show an answer as a reader sees it. Показать ответ так, как его видит читатель."""
    settings = start.begin()
    from bot.cli.faq.showing import shown
    from bot.library.live import Edition

    typer.echo(shown(Edition.read(settings.root), entry, language, date.today()))


@app.command("list")
def list_entries(
    topic: Annotated[str, typer.Option(help="Only this topic. Только эта тема.")] = "",
    oldest: Annotated[
        bool, typer.Option("--oldest", help="The oldest review first. Сначала давние.")
    ] = False,
    untranslated: Annotated[
        str, typer.Option(metavar="LANG", help="Without a translation. Без перевода.")
    ] = "",
) -> None:
    """List the answers. Перечислить ответы."""
    settings = start.begin()
    from rich.console import Console

    from bot.cli.faq.listing import chosen, table
    from bot.library.live import Edition

    edition = Edition.read(settings.root)
    entries = chosen(edition, topic, oldest, untranslated)
    Console(highlight=False).print(table(edition, entries, date.today()))
