"""The assistant's own replies are read from domain.yml, and a faulty domain.yml has a sentence."""

from __future__ import annotations

import pytest

from bot.library.responses import Response, read_responses
from tests.support.library_files import DOMAIN, write


def read(root, text: str):
    problems = []
    found = read_responses(write(root, {"domain.yml": text}) / "domain.yml", problems)
    return found, [str(problem) for problem in problems]


def test_texts_and_buttons_are_read(tmp_path):
    responses, problems = read(tmp_path, DOMAIN)
    assert problems == []
    assert responses == {
        "utter_start": Response(
            "Hello. Topics are kept for {hours}, languages for {days}.",
            (("Umbrellas", '/show{"entry":"umbrellas"}'),),
        ),
        "utter_default": Response("Something failed, and it was not your fault.", ()),
    }


def test_a_button_may_be_good_for_one_press(tmp_path):
    load = 'payload: /show{"entry":"umbrellas"}'
    responses, problems = read(tmp_path, DOMAIN.replace(load, f"{load}\n      once: true"))
    assert problems == []
    assert responses["utter_start"].once == {'/show{"entry":"umbrellas"}'}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("responses:\n  a: 'open\n", "close the quotation mark that stands open."),
        (
            "responses:\n\ta: b\n",
            "domain.yml:2: cannot be read (found character that cannot start any",
        ),
        ("", "each of 'responses' must hold a list whose first item has a 'text'."),
        ("intents: []\n", "each of 'responses' must hold a list"),
        ("responses:\n", "each of 'responses' must hold a list"),
        ("responses:\n  a: Hello\n", ":2: a: must be a list whose first item has"),
        ("responses:\n  a: []\n", ":2: a: must be a list whose first item has"),
        ("responses:\n  a:\n  - texts: Hello\n", ":2: a: must be a list whose first item has"),
        ("responses:\n  a:\n  - text: 5\n", ":2: a: must be a list whose first item has"),
        (
            "responses:\n  a:\n  - text: x\n    buttons: [Yes]\n",
            ":2: a: must be a list whose first item has",
        ),
    ],
)
def test_a_faulty_domain_has_a_sentence(tmp_path, text, sentence):
    responses, problems = read(tmp_path, text)
    assert responses == {}
    assert len(problems) == 1
    assert problems[0].startswith("domain.yml") and sentence in problems[0]


def test_a_domain_that_is_not_there_has_a_sentence(tmp_path):
    problems = []
    assert read_responses(tmp_path / "domain.yml", problems) == {}
    (problem,) = map(str, problems)
    assert problem.startswith("domain.yml: there is no such file; restore it")


def test_one_faulty_reply_leaves_the_others(tmp_path):
    responses, problems = read(tmp_path, DOMAIN + "  utter_bad:\n  - texts: Hello\n")
    assert set(responses) == {"utter_start", "utter_default"}
    line = len(DOMAIN.splitlines()) + 1
    assert problems[0].startswith(f"domain.yml:{line}: utter_bad: must be a list")


def test_a_date_that_there_is_not_has_a_sentence(tmp_path):
    _, problems = read(tmp_path, DOMAIN + "since: 2001-02-30\n")
    assert problems == [
        "domain.yml: holds what there is not (day is out of range for month); quote or mend it."
    ]
