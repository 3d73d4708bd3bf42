"""The lists of words, names and exceptions: what an exception admits, what a list must hold."""

from __future__ import annotations

import pytest

from tests.support.editorial import FOLDER, problems, write_texts

# Put together here, so that it stands nowhere in full.
SLUR = "fa" + "gs"

EXCEPTION = """\
- where: umbrellas
  rule: words
  text: "{words}"
  reason: It is about the word.
"""


@pytest.mark.parametrize("words", ["gays", "Many gays had left."])
def test_an_exception_lets_its_words_stand(tmp_path, words):
    exception = EXCEPTION.format(words=words)
    assert (
        problems(write_texts(tmp_path, english="Many gays had left.", exceptions=exception)) == []
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("where: umbrellas", "where: rain-2001"), "Many gays had left."),
        (("rule: words", "rule: offices"), "Many gays had left."),
        (("gays", "gay people"), "Many gays had left."),
        (("", ""), "Gay people had left."),
    ],
)
def test_an_exception_that_matches_nothing_is_a_fault(tmp_path, changed, sentence):
    exception = EXCEPTION.format(words="gays").replace(*changed)
    found = problems(write_texts(tmp_path, english=sentence, exceptions=exception))
    assert found[0].startswith(f"{FOLDER}/exceptions.yml:1: “ga")
    assert found[0].endswith("correct the exception or drop it.")
    assert len(found) == 1 + ("gays" in sentence)


def test_an_exception_needs_a_reason(tmp_path):
    exception = EXCEPTION.format(words="gays").replace("It is about the word.", "")
    found = problems(write_texts(tmp_path, english="Many gays had left.", exceptions=exception))
    assert found[0] == f"{FOLDER}/exceptions.yml:4: 'reason' is missing; add it."
    assert found[1].endswith("[words]")


def test_no_exception_is_made_for_a_slur(tmp_path):
    exception = EXCEPTION.format(words=SLUR).replace("rule: words", "rule: slurs")
    found = problems(write_texts(tmp_path, english=f"Said: “{SLUR}”.", exceptions=exception))
    assert found[0].startswith(f"{FOLDER}/exceptions.yml:1: a slur is never allowed")
    assert found[1].endswith("[slurs]")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("names.yml", "- {en: Adam Petrov, kind: person}", "1: 'public' is missing; add it."),
        (
            "words.yml",
            "- {rule: words, language: en, patterns: ['('], instead: a}",
            "1: 'patterns' ",
        ),
        ("words.yml", "- {rule: rude, language: en, patterns: [a], instead: a}", "1: 'rule' must "),
    ],
)
def test_the_lists_themselves_are_checked(tmp_path, name, text, fault):
    root = write_texts(tmp_path, changes={f"{FOLDER}/{name}": text})
    assert any(p.startswith(f"{FOLDER}/{name}:{fault}") for p in problems(root))


def test_a_list_that_is_missing_is_told(tmp_path):
    root = write_texts(tmp_path)
    (root / FOLDER / "claims.yml").unlink()
    sentence = f"{FOLDER}/claims.yml: there is no such file; restore it"
    assert any(found.startswith(sentence) for found in problems(root))
