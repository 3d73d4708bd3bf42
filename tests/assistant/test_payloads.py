"""What buttons send is known; what only a modified client sends is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.commands import PAYLOADS
from bot.assistant.payloads import is_known
from bot.assistant.replies import Replies
from bot.assistant.reply import payload
from bot.library.live import Edition
from bot.settings import ROOT, Settings
from tests.support.small import SETTINGS, edition

SMALL = edition()
WHOLE = Edition.read(ROOT)


@pytest.mark.parametrize(
    "known",
    [
        '/show{"entry":"storm"}',
        '/show_abroad{"entry":"storm"}',
        '/show_details{"entry":"storm"}',
        '/show_sources{"entry":"storm"}',
        '/show_topic{"topic":"crisis"}',
        '/situation{"situation":"phone"}',
        '/vote{"entry":"storm","vote":"yes"}',
        '/vote{"vote":"no","entry":"storm"}',
        '/change_language{"language_choice":"ru"}',
        "/none_of_these",
        "/pass_on",
        *PAYLOADS.values(),
    ],
)
def test_known(known: str) -> None:
    assert is_known(known, SMALL)


@pytest.mark.parametrize(
    "unknown",
    [
        "",
        "/",
        "storm",
        "/greet",
        "/at_risk",
        "/clear",
        '/clear{"cleared":"all"}',
        "/show",
        "/show{}",
        '/show{"entry":"gone"}',
        '/show{"entry":"storm","topic":"crisis"}',
        '/show{"entry":["storm"]}',
        '/show{"entry":{"a":"b"}}',
        '/show{"entry":"storm"',
        'show{"entry":"storm"}',
        ' /show{"entry":"storm"}',
        '/SHOW{"entry":"storm"}',
        '/vote{"entry":"storm","vote":"perhaps"}',
        '/vote{"entry":"storm"}',
        '/change_language{"language_choice":"de"}',
        '/situation{"situation":"moon"}',
        "/show{" + "[" * 100_000,
    ],
)
def test_unknown(unknown: str) -> None:
    assert not is_known(unknown, SMALL)


@given(st.text(alphabet='/show{"entry":vote,topic}[]1 ', max_size=64))
def test_it_never_fails(text: str) -> None:
    assert is_known(text, SMALL) in (True, False)


def buttons_of(replies: Replies, edition: Edition) -> list[str]:
    """The payload of every button that the library and domain.yml bring about."""
    found = [button for name in edition.responses for button in replies.response(name).buttons]
    for entry in edition.library.entries:
        found += replies.answer(entry).buttons + replies.answer(entry, abroad=True).buttons
        found += replies.details(entry).buttons + replies.sources(entry).buttons
        found += replies.choice([entry]).buttons
    return [button.payload for button in found if button.payload]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_button_is_known(language: str) -> None:
    for edition_, settings in ((SMALL, SETTINGS), (WHOLE, Settings())):
        sent = buttons_of(Replies(edition_, language, settings), edition_)
        assert [load for load in sent if not is_known(load, edition_)] == []
    assert payload("show", entry="hotline") in sent
