"""The nearest entries and paragraphs, by meaning and, without an encoder, by spelling."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from bot.cli import nearest as module
from bot.cli.nearest import Neighbourhood, nearest
from bot.errors import EncoderError
from bot.settings import Settings
from tests.support.encoders import FakeEncoder


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """The fake encoder in place of the real one."""
    fake = FakeEncoder()
    monkeypatch.setattr(module, "load_encoder", lambda *_: fake)
    return fake


def test_the_entry_that_is_asked_so_comes_first(copied: Settings, encoder: FakeEncoder) -> None:
    [first, second, *_] = nearest(copied, ["who keeps the light house"])
    assert first[0] == "keeper"
    assert 1 >= first[1] > second[1] >= 0


def test_any_of_several_texts_counts(copied: Settings, encoder: FakeEncoder) -> None:
    found = nearest(copied, ["смотритель маяка", "storm damage"], count=2)
    assert {entry for entry, _ in found} == {"keeper", "storm"}
    assert [score for _, score in found] == pytest.approx([1, 1])


def test_paragraphs_are_named_as_they_are_cited(copied: Settings, encoder: FakeEncoder) -> None:
    hood = Neighbourhood.read(copied)
    source, paragraph = next(hood.edition.library.paragraphs())
    assert hood.paragraphs([paragraph.text])[0][0] == f"{source.id}#{paragraph.id}"


def test_only_the_library_is_kept(copied: Settings, encoder: FakeEncoder) -> None:
    hood = Neighbourhood.read(copied)
    hood.entries(["canary"])
    encoder.embedded.clear()
    Neighbourhood.read(copied).entries(["canary"])
    assert encoder.embedded == ["canary"]


def test_without_an_encoder_the_spelling_decides(
    copied: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> FakeEncoder:
        raise EncoderError("no encoder here")

    monkeypatch.setattr(module, "load_encoder", broken)
    with caplog.at_level(logging.WARNING):
        hood = Neighbourhood.read(replace(copied, encoder="nowhere"))
    assert not hood.by_meaning
    assert "no encoder here" in caplog.text
    assert hood.entries(["storm damages"])[0][0] == "storm"
    assert hood.paragraphs(["lamps"])


def test_nothing_is_near_nothing(copied: Settings, encoder: FakeEncoder) -> None:
    assert nearest(copied, []) == []
