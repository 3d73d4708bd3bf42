"""A deep link opens an answer, and nothing else."""

from __future__ import annotations

import pytest

from bot.assistant.links import link_payload
from bot.library.loader import load
from bot.library.model import BEGINNING
from bot.settings import ROOT


def test_an_entry() -> None:
    assert link_payload("storm") == '/show{"entry":"storm"}'


@pytest.mark.parametrize("parameter", ["", BEGINNING, "storm ", '"}', "/forget", "x" * 65, "шторм"])
def test_whatever_else_leads_to_the_beginning(parameter: str) -> None:
    assert link_payload(parameter) is None


def test_every_entry_can_be_linked_to() -> None:
    entries = load(ROOT).entries
    assert len(entries) > 100
    assert all(link_payload(entry) for entry in entries)
