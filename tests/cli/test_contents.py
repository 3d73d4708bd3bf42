"""What stands in the texts is looked at: contacts, reviews, translations, words, the model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cli import contents
from bot.cli.contents import look_at_contents
from bot.cli.findings import Finding, Verdict
from bot.errors import EncoderError
from bot.library.ages import CONFIRMED_DAYS, REVIEWED_DAYS, doubt
from bot.library.live import Edition
from bot.library.safety import contacts_at_risk
from bot.settings import UNCONFIRMED_SENTENCE, Settings
from tests.support.content import ROOT
from tests.support.editorial import FAQ, write_texts
from tests.support.library_files import (
    CONTACTS,
    DOMAIN,
    PO_PATH,
    RAIN,
    RUSSIAN,
    UMBRELLAS,
    po,
    write_library,
)
from tests.support.ukrainian import ukrainian, with_ukrainian

TODAY = date(2026, 12, 1)
IN_DANGER = UMBRELLAS.replace("topic: about", "topic: risk").replace(
    "sources: []", "sources: [gazette-2001]"
)
SAFETY = {
    "utter_at_risk": "Stay dry.",
    "utter_situation_russia": "Stay in.",
    "utter_self_harm_someone_else": "Stay with them.",
    "utter_forget_later": "Not yet.",
    "utter_privacy": "Little is kept.",
    "utter_place": "First the law.",
}


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A root without a pipeline has no name for its model."""
    monkeypatch.setattr(contents, "model_path", lambda settings: settings.root / "none")


def domain(responses: Mapping[str, str]) -> str:
    return DOMAIN + "".join(f"  {name}:\n  - text: '{text}'\n" for name, text in responses.items())


def look(root: Path, about: str, **settings: str) -> list[Finding]:
    """The findings about something."""
    found = look_at_contents(Settings(root=root, **settings), TODAY)
    return [finding for finding in found if finding.about.startswith(about)]


def verdicts(root: Path, about: str, **settings: str) -> list[Verdict]:
    return [finding.verdict for finding in look(root, about, **settings)]


class TestContacts:
    def root(self, tmp_path: Path, status: str = "unverified", **changes: str) -> Path:
        contacts = CONTACTS.replace("unverified", status)
        shown = domain({"utter_contacts": "{contact:weather-line}"})
        files = {"domain.yml": shown, "responses/contacts.yml": contacts, **changes}
        return write_library(tmp_path, files)

    def test_unconfirmed_fails_with_its_name_and_the_fix(self, tmp_path: Path) -> None:
        [finding] = look(self.root(tmp_path), "contact")
        assert finding.verdict is Verdict.FAIL
        assert finding.about == "contact weather-line"
        assert "nobody has confirmed it" in finding.says
        assert "responses/contacts.yml" in finding.says

    @pytest.mark.parametrize(
        ("age", "verdict"),
        [
            (0, Verdict.OK),
            (CONFIRMED_DAYS, Verdict.OK),
            (CONFIRMED_DAYS + 1, Verdict.FAIL),
            (-1, Verdict.OK),
            (-2, Verdict.FAIL),
        ],
    )
    def test_a_confirmation_grows_old(self, tmp_path: Path, age: int, verdict: Verdict) -> None:
        day = TODAY - timedelta(days=age)
        root = self.root(tmp_path, f"confirmed\n  confirmed: {day}")
        assert verdicts(root, "contact") == [verdict]

    def test_withdrawn_may_be_shown(self, tmp_path: Path) -> None:
        assert verdicts(self.root(tmp_path, "withdrawn"), "contact") == [Verdict.OK]

    def test_the_whole_sentence_makes_it_a_question(self, tmp_path: Path) -> None:
        root = self.root(tmp_path)
        [finding] = look(root, "contact", unconfirmed_contacts=UNCONFIRMED_SENTENCE)
        assert finding.verdict is Verdict.ASK
        assert "weather-line" in finding.says

    def test_another_sentence_does_not(self, tmp_path: Path) -> None:
        root = self.root(tmp_path)
        assert verdicts(root, "contact", unconfirmed_contacts="yes") == [Verdict.FAIL]
        [finding] = look(root, "UNCONFIRMED", unconfirmed_contacts="yes")
        assert finding.verdict is Verdict.FAIL
        assert UNCONFIRMED_SENTENCE in finding.says

    def test_what_is_shown_elsewhere_is_not_looked_at(self, tmp_path: Path) -> None:
        root = self.root(tmp_path, **{"domain.yml": DOMAIN})
        assert "{contact:weather-line}" in RAIN and "topic: numbers" in RAIN
        assert verdicts(root, "contact") == [Verdict.OK]

    @pytest.mark.parametrize("field", ["answer", "details"])
    def test_answers_on_danger_are(self, tmp_path: Path, field: str) -> None:
        entry = IN_DANGER.replace("By the door.", "By the door." if field == "details" else "X.")
        entry = entry.replace("X.", "'{contact:weather-line}'")
        entry += "  details: '{contact:weather-line}'\n" if field == "details" else ""
        root = self.root(tmp_path, **{"domain.yml": DOMAIN, FAQ: entry})
        assert verdicts(root, "contact") == [Verdict.FAIL]

    def test_a_contact_in_two_lines_is_shown_too(self, tmp_path: Path) -> None:
        root = self.root(tmp_path, **{"domain.yml": domain({"utter_x": "{brief:weather-line}"})})
        assert verdicts(root, "contact") == [Verdict.FAIL]

    def test_a_contact_named_by_a_contact_is_shown_with_it(self, tmp_path: Path) -> None:
        other = CONTACTS.replace("id: weather-line", "id: sun-line")
        first = CONTACTS.replace("The call is heard.", "'Or: {contact:sun-line}'")
        root = self.root(tmp_path, **{"responses/contacts.yml": first + other})
        edition = Edition.read(root)
        shown = contacts_at_risk(edition.library, edition.responses)
        named = [contact.id for contact in shown]
        assert named == ["sun-line", "weather-line"]

    def test_the_real_ones(self) -> None:
        edition = Edition.read(ROOT)
        shown = contacts_at_risk(edition.library, edition.responses)
        assert {"ncsos-site", "rainbowrailroad-request"} <= {contact.id for contact in shown}
        assert "ncsos-bot" not in {contact.id for contact in shown}
        assert all(contact.status != "unverified" or doubt(contact, TODAY) for contact in shown)


class TestReviews:
    @pytest.mark.parametrize(
        ("day", "verdict"),
        [
            (str(TODAY), Verdict.OK),
            (str(TODAY - timedelta(days=REVIEWED_DAYS)), Verdict.OK),
            (str(TODAY - timedelta(days=REVIEWED_DAYS + 1)), Verdict.FAIL),
            (str(TODAY + timedelta(days=2)), Verdict.FAIL),
        ],
    )
    def test_a_review_grows_old(self, tmp_path: Path, day: str, verdict: Verdict) -> None:
        entry = UMBRELLAS.replace("reviewed: 2026-11-21", f"reviewed: '{day}'")
        [finding] = look(write_library(tmp_path, {FAQ: entry}), "reviews")
        assert finding.verdict is verdict
        assert ("umbrellas" in finding.says) is (verdict is Verdict.FAIL)
        assert "rain-2001" not in finding.says

    def test_a_few_of_many_are_named_the_oldest_first(self, tmp_path: Path) -> None:
        days = [f"200{year}-01-01" for year in range(1, 9)]
        blocks = [
            UMBRELLAS.replace("mbrella", f"mbrella{n or ''}")
            .replace("зонт", f"зонт{n}")
            .replace("2026-11-21", day)
            for n, day in enumerate(days)
        ]
        [finding] = look(write_library(tmp_path, {FAQ: "\n".join(blocks)}), "reviews")
        assert finding.says.startswith("8 answers")
        assert "(umbrellas, umbrella1s, umbrella2s, umbrella3s, umbrella4s and 3 more)" in (
            finding.says
        )


class TestTranslations:
    def root(self, tmp_path: Path, russian: Mapping[str, str], fuzzy: str = "") -> Path:
        files = {
            "domain.yml": domain(SAFETY),
            PO_PATH: po({**RUSSIAN, **russian}, fuzzy=frozenset({fuzzy})),
        }
        return write_library(tmp_path, files)

    def test_all_there(self, tmp_path: Path) -> None:
        root = self.root(tmp_path, {text: text.upper() for text in SAFETY.values()})
        assert verdicts(root, "translation ru") == [Verdict.OK]

    @pytest.mark.parametrize("text", SAFETY.values())
    @pytest.mark.parametrize("fault", ["missing", "fuzzy", "empty"])
    def test_one_is_not(self, tmp_path: Path, text: str, fault: str) -> None:
        russian = {text: text.upper() for text in SAFETY.values()}
        if fault == "missing":
            del russian[text]
        if fault == "empty":
            russian[text] = ""
        [finding] = look(self.root(tmp_path, russian, text * (fault == "fuzzy")), "translation ru")
        assert finding.verdict is Verdict.FAIL
        assert finding.says.startswith("1 safety messages") and text in finding.says

    def test_a_translation_like_the_english_is_one(self, tmp_path: Path) -> None:
        root = self.root(tmp_path, {text: text for text in SAFETY.values()})
        assert verdicts(root, "translation ru") == [Verdict.OK]

    def test_answers_on_danger_and_contacts_count(self, tmp_path: Path) -> None:
        entry = IN_DANGER.replace("By the door.", "'{contact:weather-line}'")
        [finding] = look(write_library(tmp_path, {FAQ: entry}), "translation ru")
        assert finding.says.startswith("5 safety messages")  # the answer, and four of the contact

    def test_the_real_ones(self) -> None:
        assert verdicts(ROOT, "translation ru") == [Verdict.OK]


class TestReadiness:
    def test_what_of_russian_nobody_else_has_read_is_asked(self) -> None:
        [finding] = look(ROOT, "review ru")
        assert finding.verdict is Verdict.ASK
        assert "safety messages name no second reader" in finding.says

    def test_a_language_that_is_ready_says_nothing(self, tmp_path: Path) -> None:
        root = with_ukrainian(tmp_path).root
        assert verdicts(root, "review uk") == verdicts(root, "language uk") == []
        assert verdicts(root, "translation uk") == [Verdict.OK]

    def test_one_that_is_not_is_no_fault(self, tmp_path: Path) -> None:
        root = with_ukrainian(tmp_path, ukrainian(fuzzy=["Forgotten.", "A keeper."])).root
        [finding] = look(root, "language uk")
        assert finding.verdict is Verdict.OK
        assert finding.says == "not offered; to translate and review: safety messages 1, answers 1."
        assert verdicts(root, "translation uk") == []


def test_faulty_files_end_it_at_once(tmp_path: Path) -> None:
    root = write_library(tmp_path, {"responses/contacts.yml": "- id: ["})
    [finding] = look_at_contents(Settings(root=root), TODAY)
    assert finding.verdict is Verdict.FAIL
    assert "make check" in finding.says


@pytest.mark.parametrize(
    ("english", "verdict"), [("", Verdict.OK), ("Many gays left.", Verdict.FAIL)]
)
def test_words_are_those_of_make_check(tmp_path: Path, english: str, verdict: Verdict) -> None:
    assert verdicts(write_texts(tmp_path, english=english), "words") == [verdict]


@pytest.mark.parametrize(("there", "verdict"), [(True, Verdict.OK), (False, Verdict.FAIL)])
def test_the_model_is_the_one_for_the_files_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, verdict: Verdict
) -> None:
    root = write_library(tmp_path / "root")
    (tmp_path / "older.tar.gz").touch()
    model = tmp_path / ("older.tar.gz" if there else "newer.tar.gz")
    monkeypatch.setattr(contents, "model_path", lambda settings: model)
    assert verdicts(root, "model") == [verdict]


def test_an_encoder_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(settings: Settings) -> Path:
        raise EncoderError("The encoder lacks modules.json.")

    monkeypatch.setattr(contents, "model_path", refuse)
    [finding] = look(write_library(tmp_path), "model")
    assert finding.verdict is Verdict.FAIL
    assert "modules.json" in finding.says
