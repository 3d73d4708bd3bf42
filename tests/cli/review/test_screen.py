"""`ryadom review` as it is typed: what it shows, drafts and deletes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.settings import Settings
from bot.store.store import Store
from tests.cli.review.conftest import ALONE, CROWD, crowd

Run = Callable[..., Result]


@pytest.fixture
def run(store: Store) -> Run:
    """Runs the command over a crowd's question and one of one person."""
    asyncio.run(store.questions.add(ALONE, "en"))
    asyncio.run(crowd(store))
    asyncio.run(crowd(store, "погода на маяке", 4, "ru"))

    def typed(*arguments: str, answers: str = "") -> Result:
        return CliRunner().invoke(app, ["review", *arguments], input=answers)

    return typed


def left(store: Store) -> set[str]:
    return {question.text for question in asyncio.run(store.questions.all())}


def test_most_asked_first_with_what_is_nearest(run: Run) -> None:
    shown = run()
    assert shown.exit_code == 0
    assert "7 to read, 1 that wait" in shown.stdout
    assert shown.stdout.index("ru  погода на маяке  ×4") < shown.stdout.index(f"en  {CROWD}  ×3")
    assert "storm" in shown.stdout
    assert "canaryev" not in shown.stdout
    assert "Не копируйте слова читателей" in shown.stdout


def test_nothing_is_nothing(store: Store) -> None:
    shown = CliRunner().invoke(app, ["review"])
    assert shown.stdout == "Questions passed on: 0 to read, 0 that wait.\n"
    assert CliRunner().invoke(app, ["review", "--draft", "1"]).exit_code == 2


def test_votes_stand_below(run: Run, store: Store) -> None:
    asyncio.run(store.votes.add("storm", "ru", helpful=False))
    assert run().stdout.splitlines()[-1].split() == ["1", "0", "ru", "storm"]


def test_a_draft_is_begun_with_the_questions_in_view(run: Run, settings: Settings) -> None:
    shown = run("--draft", "2", answers="boats\n")
    assert shown.exit_code == 0
    assert CROWD in shown.stdout
    path = settings.state / "drafts" / "boats.yml"
    assert f"./ryadom faq new --draft {path}" in shown.stdout
    assert "boats sank" not in path.read_text("utf-8")
    assert run("--draft", "2", "--id", "ships").exit_code == 0


def test_out_of_scope_asks_first(run: Run, store: Store) -> None:
    assert run("--out-of-scope", "1", answers="n\n").exit_code == 1
    assert run("--out-of-scope", "1").exit_code == 1
    assert len(left(store)) == 3
    deleted = run("--out-of-scope", "1", answers="y\n")
    assert deleted.exit_code == 0
    assert "погода" in deleted.stdout and "nothing of them is kept" in deleted.stdout
    assert left(store) == {CROWD, ALONE}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--draft", "3"), "there is no number 3; the numbers are 1 to 2"),
        (("--out-of-scope", "0"), "there is no number 0"),
        (("--draft", "1", "--out-of-scope", "1"), "not both"),
    ],
)
def test_a_number_that_is_not_there_changes_nothing(
    run: Run, store: Store, arguments: tuple[str, ...], says: str
) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert says in " ".join(refused.stderr.replace("│", " ").split())
    assert len(left(store)) == 3
