"""Kinds of update that the Bot API server of the tests can bring."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.kinds import every_kind
from tests.support.telegram_server.updates import KINDS


@pytest.fixture
def kinds() -> dict[str, dict[str, Any]]:
    server = TelegramServer()
    return every_kind(server, server.person(1), server.group(-100))


def test_telegrams_library_reads_every_kind(kinds: dict[str, dict[str, Any]]) -> None:
    for name, raw in kinds.items():
        (kind,) = raw
        update = Update.de_json({"update_id": 1, **raw}, None)
        assert getattr(update, kind) is not None, name
        assert not getattr(update, kind).api_kwargs, name  # nothing that it does not know
        assert set(update.to_dict()[kind]) >= {k for k, v in raw[kind].items() if v}, name


def test_there_is_one_of_each(kinds: dict[str, dict[str, Any]]) -> None:
    assert len(kinds) >= 50
    assert {kind for raw in kinds.values() for kind in raw} >= KINDS
    messages = [raw["message"] for raw in kinds.values() if "message" in raw]
    assert len({message["message_id"] for message in messages}) == len(messages)


def test_both_parts_of_an_album_belong_together(kinds: dict[str, dict[str, Any]]) -> None:
    parts = [kinds[name]["message"] for name in ("album_photo", "album_video")]
    assert len({part["media_group_id"] for part in parts}) == 1


def test_an_update_can_be_put_in(server: TelegramServer) -> None:
    kinds = every_kind(server, server.person(1), server.group(-100))
    server.updates.want(sorted({kind for raw in kinds.values() for kind in raw}))
    for raw in kinds.values():
        server.updates.put(**raw)
    assert len(server.updates) == len(kinds)


class TestEdits:
    @pytest.fixture
    def person(self, server: TelegramServer) -> Person:
        return server.person(1)

    def test_of_a_known_message(self, server: TelegramServer, person: Person) -> None:
        person.says("/help me")
        first = person.last_message
        person.says("more")
        server.advance(100)
        person.edits(first, "@some_test_bot help")
        said, _, edited = server.updates.pending
        before, after = said["message"], edited["edited_message"]
        assert after["message_id"] == before["message_id"] == first
        assert after["date"] == before["date"]
        assert 99 <= after["edit_date"] - after["date"] <= 102
        assert after["text"] == "@some_test_bot help"
        assert [e["type"] for e in after["entities"]] == ["mention"]
        assert before["text"] == "/help me"
        assert person.own_messages[first] == after
        person.edits(first, "plain")
        assert "entities" not in server.updates.pending[-1]["edited_message"]

    def test_of_a_message_nobody_has_seen(self, server: TelegramServer, person: Person) -> None:
        person.edits("x")
        (update,) = server.updates.pending
        assert update["edited_message"]["text"] == "x"
        assert update["edited_message"]["edit_date"]

    def test_of_a_message_there_is_not(self, person: Person) -> None:
        with pytest.raises(KeyError):
            person.edits(999, "x")
