"""A translator is told of every message where it is shown, how long it may be, what braces hold."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message

from bot.cli.locales.template import template
from tests.support.content import ROOT

LIMIT = re.compile(r"at most \d+ characters|any length")
PLACEHOLDER = re.compile(r"\{([a-z_]+)")


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return [message for message in template(ROOT) if message.id]


def english(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[-1])


def test_every_message_says_where_it_is_shown_and_how_long_it_may_be(messages):
    silent = [
        english(message)
        for message in messages
        if not LIMIT.search(said := " ".join(message.auto_comments)) or len(said.split()) < 6
    ]
    assert silent == []


def test_every_placeholder_is_explained(messages):
    unexplained = [
        (english(message), name)
        for message in messages
        for name in PLACEHOLDER.findall(english(message))
        if "{" + name not in " ".join(message.auto_comments)
    ]
    assert unexplained == []


def test_no_message_joins_a_number_to_its_noun(messages):
    plural = [message.id for message in messages if not isinstance(message.id, str)]
    assert plural == [("{number} time", "{number} times")]
    assert not any("{number}" in english(m) for m in messages if isinstance(m.id, str))
