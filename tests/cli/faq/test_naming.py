"""Ids and files that are suggested."""

from __future__ import annotations

import pytest

from bot.cli.faq.naming import fault_of_id, full_file, suggested_file, suggested_id
from bot.errors import RyadomError
from bot.library.shape import name
from tests.support.small import edition


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How many people were detained in 2017?", "many-people-detained-2017"),
        ("Who are you?", "who-are-you"),
        ("Here?", "here-2"),
        ("What did the storm do?", "storm-2"),
        ("Что это?", "entry"),
        ("", "entry"),
        ("Antidisestablishmentarianism-and-so-on-forever?", "antidisestablishmentarianism"),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis?", "pneumonoultramicroscopicsilic"),
        ("What’s the “law” of 2013 on café news?", "s-law-2013-news"),
    ],
)
def test_an_id_of_the_words_that_say_most(question: str, found: str) -> None:
    assert suggested_id(question, edition().library.entries) == found
    assert name(found) == found


def test_why_an_id_cannot_be() -> None:
    library = edition().library
    assert fault_of_id("new-one", library) == ""
    assert "responses/faq/lighthouse.yml:" in fault_of_id("storm", library)
    assert "first message in links" in fault_of_id("here", library)
    assert "at most 32 characters" in fault_of_id("Storm", library)


def test_a_file_for_a_topic() -> None:
    assert suggested_file("crisis", edition().library) == "responses/faq/lighthouse.yml"
    assert suggested_file("safety", edition().library) == "responses/faq/safety.yml"


def test_files_by_their_names() -> None:
    for typed in ("help", "help.yml", "responses/faq/help.yml"):
        assert full_file(typed) == "responses/faq/help.yml"
    for typed in ("", "../domain", "Help", "help.yaml", "/etc/passwd"):
        with pytest.raises(RyadomError, match="is no file of responses/faq"):
            full_file(typed)
