"""What is to be looked at again: oldest first, of equally old the most shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from bot.cli import app, start
from bot.cli.stale import Aged, shown_by_entry, stale
from bot.library.ages import CONFIRMED_DAYS, REVIEWED_DAYS
from bot.library.live import Edition
from bot.settings import Settings
from bot.store.showings import DAY_SECONDS
from bot.store.store import open_store
from tests.support.kept import Kept
from tests.support.small import edit, edition

TODAY = date(2026, 11, 30)
NOBODY: Counter[str] = Counter()


def of(found: list[Aged], kind: str) -> list[str]:
    return [aged.id for aged in found if aged.kind == kind]


def test_what_was_never_looked_at_comes_first() -> None:
    first = stale(edition(), NOBODY, TODAY)[0]
    assert (first.kind, first.id, first.date, first.days) == ("contact", "coastguard", "", None)
    assert "nobody has confirmed it; people in danger see it" in first.note
    assert first.cells()[2:5] == ("never", "", "")


def test_the_older_before_the_more_shown(copied: Settings) -> None:
    edit(copied, "responses/sources/gazette-2017.md", "checked: 2026-11-20", "checked: 2026-10")
    found = stale(Edition.read(copied.root), Counter({"storm": 6, "keeper": 9}), TODAY)
    assert found[1].id == "gazette-2017"
    assert of(found, "entry")[:2] == ["keeper", "storm"]
    assert (found[1].date, found[1].days) == ("2026-10", 60)
    assert {aged.days for aged in found[2:]} == {10}


def test_a_source_and_a_contact_are_shown_with_the_answers_that_have_them(copied: Settings) -> None:
    edit(copied, "responses/faq/lighthouse.yml", "details: Two boats sank.",
         "details: Two boats sank. {contact:coastguard}")  # fmt: skip
    library = Edition.read(copied.root)
    shown = Counter({"storm": 6, "lamps-2017": 3, "keeper": 30})
    counts = {(aged.kind, aged.id): aged.shown for aged in stale(library, shown, TODAY)}
    citing = {e.id for e in library.library.entries.values() if "gazette" in str(e.sources)}
    assert counts["source", "gazette-2017"] == sum(shown[entry] for entry in citing) > 0
    assert counts["contact", "coastguard"] == 6


@pytest.mark.parametrize(("days", "left"), [(10, True), (11, False)])
def test_only_what_is_old_enough(days: int, left: bool) -> None:
    found = stale(edition(), NOBODY, TODAY, days)
    assert of(found, "contact") == ["coastguard"]
    assert bool(of(found, "entry")) is bool(of(found, "source")) is left


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("confirmed\n  confirmed: 2026-11-01", ""),
        ("confirmed\n  confirmed: 2026-01-01", f"it was confirmed {333} days ago"),
    ],
)
def test_a_confirmation_counts_for_a_while(copied: Settings, status: str, note: str) -> None:
    edit(copied, "responses/contacts.yml", "status: unverified", f"status: {status}")
    [contact] = [a for a in stale(Edition.read(copied.root), NOBODY, TODAY) if a.kind == "contact"]
    assert contact.note.removesuffix("; people in danger see it") == note
    assert (contact.days is not None and contact.days > CONFIRMED_DAYS) is bool(note)


def test_a_withdrawn_contact_needs_no_look(copied: Settings) -> None:
    edit(copied, "responses/contacts.yml", "status: unverified", "status: withdrawn")
    assert of(stale(Edition.read(copied.root), NOBODY, TODAY), "contact") == []


def test_a_review_that_counts_no_more_is_noted(copied: Settings) -> None:
    edit(copied, "responses/faq/lighthouse.yml", "reviewed: 2026-11-20", "reviewed: 2025-01-01")
    entries = [a for a in stale(Edition.read(copied.root), NOBODY, TODAY) if a.kind == "entry"]
    assert {aged.note for aged in entries} == {f"longer ago than {REVIEWED_DAYS} days"}


class TestCounts:
    async def test_of_all_languages_together_and_only_a_crowds(self, kept: Kept) -> None:
        for language in ("en", "ru"):
            for _ in range(kept.settings.question_group):
                kept.store.showings.add("storm", language)
        kept.store.showings.add("keeper", "en")
        vars(kept.store.showings)["_written"] -= DAY_SECONDS
        await kept.store.catch_up()
        kept.again()
        assert await shown_by_entry(kept.settings) == {"storm": 6}

    async def test_without_a_database_ages_are_told_all_the_same(
        self, kept: Kept, caplog: pytest.LogCaptureFixture
    ) -> None:
        kept.store.database.run(lambda c: c.exec_driver_sql("DROP TABLE showings"))
        assert await shown_by_entry(kept.settings) == {}
        assert "without counts" in caplog.text


class TestCommand:
    @pytest.fixture
    def settings(self, copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
        """The command's settings: the small library, nothing kept."""
        open_store.cache_clear()
        monkeypatch.setattr(start, "begin", lambda: copied)
        yield copied
        open_store.cache_clear()

    def test_lines_of_text(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        assert app.main(["stale"]) == 0
        heading, first, *_ = capsys.readouterr().out.splitlines()
        assert heading.split()[:2] == ["kind", "id"]
        assert first.startswith("contact  coastguard")
        assert first.endswith("responses/contacts.yml:1")

    def test_json(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        assert app.main(["stale", "--json", "--days", "100000"]) == 0
        [contact] = json.loads(capsys.readouterr().out)
        assert (contact["id"], contact["days"], contact["line"]) == ("coastguard", None, 1)

    def test_days_are_a_number(
        self, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert app.main(["stale", "--days", "abc"]) == 2
        assert "'abc' is no number of days" in capsys.readouterr().err

    def test_a_faulty_library_is_named(
        self, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        edit(settings, "responses/contacts.yml", "kind: telephone", "kind: pigeon")
        assert app.main(["stale"]) == 1
        assert "responses/contacts.yml:3" in capsys.readouterr().err
