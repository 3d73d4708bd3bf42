"""Commands for documents: read into paragraphs, kept beside the repository, with a digest."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from bot.cli import start
from bot.text import counted

if TYPE_CHECKING:
    from bot.cli.sources.adding import Added

YES = ("y", "yes", "д", "да")

app = typer.Typer()
group = typer.Typer(
    no_args_is_help=True,
    help="Add a document, see and remove what is kept. Добавить документ, посмотреть, убрать.",
)
app.add_typer(group, name="sources")

Detail = Optional[str]  # noqa: UP045 - typer reads annotations when it runs


@group.command()
def add(
    where: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL", help="PDF, DOCX, HTML or text, or https://… (файл или адрес)"
        ),
    ],
    source_id: Annotated[Detail, typer.Option("--id", help="Its name (имя источника)")] = None,
    publisher: Annotated[Detail, typer.Option(help="In English (издание, по-английски)")] = None,
    title: Annotated[Detail, typer.Option(help="In English (заголовок, по-английски)")] = None,
    author: Annotated[Detail, typer.Option(help="Only if public (автор, только публичный)")] = None,
    day: Annotated[Detail, typer.Option("--date", help="2017-04-01, 2017-04, 2017 (дата)")] = None,
    date_basis: Annotated[
        Detail, typer.Option(help="stated or inferred (указана или выведена)")
    ] = None,
    date_note: Annotated[Detail, typer.Option(help="How it is known (откуда известна)")] = None,
    address: Annotated[Detail, typer.Option(help="https://… (адрес)")] = None,
    language: Annotated[Detail, typer.Option(help="en or ru (язык документа)")] = None,
    summary: Annotated[
        Detail, typer.Option(help="First paragraph, your words (первый абзац, своими словами)")
    ] = None,
    attach: Annotated[
        Detail,
        typer.Option(
            metavar="ID",
            help="Only keep the full text of a source that is there (только полный текст)",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option(help="Visit the site unasked (не спрашивать)")] = False,
) -> None:
    """Read a document, keep its text here, begin its digest. Добавить документ."""
    settings = start.begin()
    from bot.cli.sources.adding import add as added
    from bot.cli.sources.adding import attach as attached
    from bot.cli.sources.adding import is_address
    from bot.cli.sources.fetching import addresses, fetch, over_https

    if is_address(where):
        _warn_of_visit(where, yes)
    options = {
        "id": source_id,
        "publisher": publisher,
        "title": title,
        "author": author,
        "date": day,
        "date_basis": date_basis,
        "date_note": date_note,
        "address": address,
        "language": language,
        "summary": summary,
    }
    given = {name: value.strip() for name, value in options.items() if value is not None}

    fetched = partial(fetch, resolve=addresses, transport=over_https)
    if attach:
        _say(attached(settings, where, attach, fetch=fetched))
        return
    ask = _ask if sys.stdin.isatty() else None
    _say(added(settings, where, given, fetch=fetched, ask=ask, today=date.today()))


@group.command("list")
def list_() -> None:
    """List the full texts that are kept here. Показать сохранённые тексты."""
    settings = start.begin()
    from rich.console import Console
    from rich.table import Table

    from bot.cli.sources.shelf import kept

    table = Table("id", "paragraphs", "offered", "digest")
    for text in kept(settings):
        digest = "yes" if text.has_digest else "missing"
        table.add_row(text.id, str(text.paragraphs), str(text.offered), digest)
    if table.row_count:
        Console().print(table)
    else:
        print("No full text is kept here. Полных текстов здесь нет.")


@group.command()
def remove(
    source_id: Annotated[str, typer.Argument(metavar="ID", help="As `list` shows it (имя)")],
) -> None:
    """Delete a full text that is kept here; the digest stays. Удалить полный текст."""
    settings = start.begin()
    from bot.cli.sources.shelf import remove as let_go

    let_go(settings, source_id)
    print(
        f"{source_id}: its full text is deleted here; its digest stays: "
        f"delete responses/sources/{source_id}.md too if nothing cites it."
    )


def _warn_of_visit(where: str, yes: bool) -> None:
    from bot.cli.sources.document import DocumentError
    from bot.cli.sources.fetching import split

    host = split(where).hostname
    print(
        f"{host} will see that somebody at this computer's address reads this page, and so may "
        f"the network here.\n{host} увидит, что эту страницу читают с адреса этого компьютера; "
        "сеть, через которую он подключён, тоже.",
        file=sys.stderr,
    )
    if yes:
        return
    if not sys.stdin.isatty():
        raise DocumentError("nothing was fetched; add --yes if the site may see it.")
    said = typer.prompt("Go on (продолжить)? y/N", default="", show_default=False)
    if said.strip().lower() not in YES:
        raise typer.Abort


def _ask(question: str, proposed: str) -> str:
    prompt = f"{question} [- : nothing, пусто]" if proposed else question
    return str(typer.prompt(prompt, default=proposed, show_default=bool(proposed)))


def _say(added: Added) -> None:
    verb = "is" if added.paragraphs == 1 else "are"
    number = counted(added.paragraphs, "paragraph")
    print(f"{added.id}: {number} {verb} kept on this computer only.")
    print(f"{added.offered} of them readers of this copy can get as extracts, after training.")
    if added.kept_back:
        rules = ", ".join(f"{rule} {count}" for rule, count in added.kept_back.items())
        print(f"{added.paragraphs - added.offered} are kept back, by rule: {rules}.")
    if added.digest and added.is_finished:
        print(f"Written: {added.digest}. Add further paragraphs, then run: ryadom train")
    elif added.digest:
        print(
            f"Begun: {added.digest}. Write under '## p1', in your own words, what the document "
            "says; until then no check passes.\nНапишите под «## p1» своими словами, что говорит "
            "документ: до тех пор проверка не пройдёт."
        )
