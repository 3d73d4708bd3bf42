"""What a locked screen shows of a message gives nothing away; `make check` finds what would."""

from __future__ import annotations

import pytest

from bot.library.editorial.opening import FIRST_SEEN, telling
from bot.library.editorial.vocabulary import Vocabulary
from tests.support.content import ROOT
from tests.support.editorial import line_with, problems, write_texts
from tests.support.library_files import DOMAIN, PO_PATH, RUSSIAN, po

WORDS = Vocabulary.read(ROOT, []).words
QUIET = "Something failed, and it was not your fault."
CODE = "from bot.languages import N_\n\n# Translators: {comment}\nDOOR = N_({text!r})\n"


def found(text: str) -> list[str]:
    return [match[0] for _, match in telling(text, WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        "He was gay.",
        "LGBTQ people left.",
        "In Chechnya in 2017",
        "If you are in danger now",
        "The police came",
        "Who was tortured",
        "Amnesty International, May 2019",
        "{brief:ncsos-site} can help",
        "If it is urgent: /help_now",
        "Его считали геем",
        "Что было в Чечне",
        "Если вы в опасности",
        "Полиция приходила",
        "Задержанные в 2019",
        "«Новая газета» написала",
    ],
)
def test_telling_words_in_both_languages(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Something went wrong on our side, not on yours.",
        "Ways to help",
        "Спасибо, вопрос передан.",
        "Безопасность и приватность",
        "О гейзерах и чеканке",
        "x" * FIRST_SEEN + " gay",
    ],
)
def test_what_tells_nothing(text: str) -> None:
    assert not found(text)


def test_what_is_in_braces_counts_as_no_character() -> None:
    assert found("{date:2017-04-01} " + "x" * (FIRST_SEEN - 3) + " gay") == ["gay"]
    assert found("x" * (FIRST_SEEN - 1) + "gay") == []
    assert found("x" * (FIRST_SEEN - 2) + " gay") == ["gay"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"In Chechnya too. {QUIET}", "“Chech” shows on a locked screen; in the first forty"),
        ("It failed.", "this begins a message and what follows could show on a locked screen;"),
        ("It failed on {date:2017-04-01} and {date:2017-04-02}.", "this begins a message and what"),
    ],
)
def test_a_reply_of_the_domain_is_named_with_its_line(tmp_path, text, fault) -> None:
    root = write_texts(tmp_path, changes={"domain.yml": DOMAIN.replace(QUIET, text)})
    line = line_with(root, "domain.yml", text)
    (problem,) = problems(root)
    assert problem.startswith(f"domain.yml:{line}: utter_default, text: {fault}")
    assert problem.endswith("[telling]")


def test_so_is_its_translation(tmp_path) -> None:
    translated = po({**RUSSIAN, QUIET: "Вас искала полиция, но что-то пошло не так."})
    root = write_texts(tmp_path, changes={PO_PATH: translated})
    (problem,) = [p for p in problems(root) if p.endswith("[telling]")]
    line = line_with(root, PO_PATH, "Вас искала")
    assert problem.startswith(f"{PO_PATH}:{line}: utter_default, text: “")


@pytest.mark.parametrize("name", ["utter_situation_abroad", "utter_contacts", "utter_trace"])
def test_what_only_follows_on_another_reply_may_say_it(tmp_path, name) -> None:
    more = DOMAIN + f"  {name}:\n  - text: Call the police in Grozny at once.\n"
    assert problems(write_texts(tmp_path, changes={"domain.yml": more})) == []


@pytest.mark.parametrize(
    ("comment", "text", "faults"),
    [
        ("begins a message; neutral.", "Here is what happened in Chechnya.", 2),
        ("begins a message; neutral.", "x" * FIRST_SEEN, 0),
        ("stands on a button.", "Here is what happened in Chechnya.", 0),
    ],
)
def test_a_text_of_the_program_says_in_its_comment_that_it_begins(
    tmp_path, comment, text, faults
) -> None:
    code = CODE.format(comment=comment, text=text)
    root = write_texts(tmp_path, changes={"bot/door.py": code})
    assert len(problems(root)) == faults
    assert all(problem.startswith("bot/door.py:4: ") for problem in problems(root))
