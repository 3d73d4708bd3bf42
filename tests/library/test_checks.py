"""What must hold between items: nothing leads nowhere, no contact is typed, no way is ambiguous."""

from __future__ import annotations

import pytest

from bot.errors import LibraryError
from bot.library.checks import check_responses
from bot.library.loader import load
from bot.library.responses import Response
from tests.support.library_files import FILES, RAIN, UMBRELLAS, write_library

FAQ = "responses/faq/rain.yml"
DIGEST = "responses/sources/gazette-2001.md"
TYPED = "a telephone number, handle or address is typed out; use {contact:…}."


def problems(root, path: str, old: str, new: str) -> list[str]:
    assert old in FILES[path]
    with pytest.raises(LibraryError) as caught:
        load(write_library(root, {path: FILES[path].replace(old, new, 1)}))
    return str(caught.value).splitlines()


def test_other_languages_may_have_some_ways_of_asking_or_none(tmp_path):
    rain = RAIN.replace("    en: [rain,", "    uk: [дощ]\n    en: [rain,")
    ways = load(write_library(tmp_path, {FAQ: rain})).entries["rain-2001"].asked_as
    assert ways["uk"] == ("дощ",)


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        (FAQ, "{figure:rain-2001}", "{figure:rain-1}", "{figure:rain-1} does not exist; correct"),
        (FAQ, "{contact:weather-line}", "{contact:x}", "{contact:x} does not exist; correct the"),
        (FAQ, "{source:gazette-2001}", "{source:x}", "{source:x} does not exist; correct the id"),
        (FAQ, "It was very wet.", "{contact:x}", "{contact:x} does not exist; correct the id or"),
        (FAQ, "{date:2001-05-04}", "{data:2001-05-04}", "{data:…} is no kind of reference; use"),
        (FAQ, "{date:2001-05-04}", "{date:2001-05}", "{date:2001-05} must be a day"),
        (FAQ, "{date:2001-05-04}", "{date:2001-02-30}", "{date:2001-02-30} must be a day"),
        (FAQ, "{date:2001-05-04}", "{date:2001-05-04", "a brace does not close a reference"),
        (FAQ, "{date:2001-05-04}", "{date 2001-05-04}", "a brace does not close a reference"),
        (DIGEST, "{figure:rain-2001}", "{figure:x}", "{figure:x} does not exist; correct the id"),
        (DIGEST, "It may", "{contact:x} It may", "{contact:x} does not exist; correct the id or"),
        ("responses/actions.yml", "Ask first.", "See {source:x}", "{source:x} does not exist"),
        ("responses/actions.yml", "It may be", "It may {figure:x}", "{figure:x} does not exist"),
        ("responses/contacts.yml", "The call", "The {figure:x}", "{figure:x} does not exist"),
        ("responses/contacts.yml", "Others", "The {figure:x}", "{figure:x} does not exist"),
        (FAQ, "{contact:weather-line}", "{brief:x}", "{brief:x} does not exist; correct the id"),
        (FAQ, "[gazette-2001#p1]", "[gazette-2001#p9]", "'gazette-2001' has no paragraph 'p9'"),
        (FAQ, "[gazette-2001#p1]", "[gazete]", "source 'gazete' does not exist; correct the id"),
        ("responses/contacts.yml", "gazette-2001#p1", "x", "source 'x' does not exist; correct"),
        ("responses/actions.yml", "[gazette-2001]", "[x]", "source 'x' does not exist; correct"),
        ("responses/figures.yml", "gazette-2001#p1", "x", "source 'x' does not exist; correct"),
        (FAQ, "[umbrellas]", "[hats]", "related entry 'hats' does not exist; correct or drop it."),
        (FAQ, "[gazette-2001#p1]", "[]", "no source is cited; add at least one."),
        (FAQ, "  about: rain\n", "", "'about' and 'year' go together; add the other one."),
        (FAQ, "  year: 2001\n", "", "'about' and 'year' go together; add the other one."),
        (FAQ, "How much", "How much" * 10, "the question is longer than 90 characters; shorten"),
        (FAQ, ", wet year", "", "asked_as.en has 4 ways of asking; write 5."),
        (FAQ, ", мокрый год", "", "asked_as.ru has 4 ways of asking; write 5."),
    ],
)
def test_each_fault_gives_its_sentence(tmp_path, path, old, new, sentence):
    found = problems(tmp_path, path, old, new)
    place, label, message = found[0].split(": ", 2)
    assert len(found) == 1
    assert place.startswith(path + ":")
    assert label.startswith(("rain-2001", "gazette-2001#p1", "lend", "weather-line"))
    assert message.startswith(sentence)


@pytest.mark.parametrize(
    "typed",
    [
        "+00 1 234 56 78",
        "8 800 000 00 00",
        "8-800-000-00-00",
        "8(800)0000000",
        "https://help.example",
        "http://help.example",
        "www.help.example",
        "@helper_bot",
    ],
)
@pytest.mark.parametrize("path", [FAQ, DIGEST, "responses/contacts.yml", "responses/actions.yml"])
def test_a_contact_that_is_typed_out_is_refused_wherever_it_stands(tmp_path, path, typed):
    old = {FAQ: "- by hand", DIGEST: "It may have", "responses/actions.yml": "Ask first"}
    (found,) = problems(tmp_path, path, old.get(path, "Anyone"), f"Write to {typed} or")
    assert found.endswith(TYPED)


@pytest.mark.parametrize("place", ["Anyone who", "Others", "The call"])
def test_a_contact_is_typed_out_in_no_part_of_another_one(tmp_path, place):
    (found,) = problems(tmp_path, "responses/contacts.yml", place, "Write to @helper_bot or")
    assert found.endswith(TYPED)


@pytest.mark.parametrize(
    ("status", "confirmed"),
    [
        ("confirmed", None),
        ("confirmed", "2026"),
        ("confirmed", "2026-12"),
        ("unverified", "2026-12-01"),
        ("withdrawn", "2026-12-01"),
    ],
)
def test_confirmed_is_said_with_the_day_and_by_nothing_else(tmp_path, status, confirmed):
    day = f"\n  confirmed: {confirmed}" if confirmed else ""
    (found,) = problems(tmp_path, "responses/contacts.yml", "unverified", status + day)
    assert found == (
        "responses/contacts.yml:5: weather-line: "
        "'status: confirmed' and 'confirmed:' with its day go together; mend one."
    )


@pytest.mark.parametrize(
    "text", ["In 2001 and 2003.", "Article 121, part 1.", "1 800 drops", "a@b"]
)
def test_other_numbers_are_no_contact(tmp_path, text):
    load(write_library(tmp_path, {FAQ: RAIN.replace("- by hand", text)}))


@pytest.mark.parametrize("way", ["umbrella", "Umbrella?", "ЗОНТ", "  umbrella! "])
def test_a_way_of_asking_leads_to_one_entry_only(tmp_path, way):
    (found,) = problems(tmp_path, FAQ, "wet year", f'wet year, "{way}"')
    assert "leads to 'rain-2001' too; keep it in one of the two." in found
    assert found.startswith("responses/faq/umbrellas.yml:4: umbrellas: ")


def test_no_entry_is_called_as_the_link_to_the_beginning(tmp_path):
    path = "responses/faq/umbrellas.yml"
    changes = {path: UMBRELLAS.replace("id: umbrellas", "id: here")}
    changes[FAQ] = RAIN.replace("[umbrellas]", "[]")
    domain = {"domain.yml": FILES["domain.yml"].replace("umbrellas", "rain-2001")}
    with pytest.raises(LibraryError) as caught:
        load(write_library(tmp_path, {**changes, **domain}))
    assert str(caught.value) == (
        f"{path}:1: here: the id 'here' stands for the first message in links; choose another."
    )


def test_all_faults_between_items_are_named_at_once(tmp_path):
    rain = RAIN.replace("[umbrellas]", "[hats]").replace("{contact:weather-line}", "{contact:x}")
    umbrellas = UMBRELLAS.replace("By the door.", "Call +00 1 234 56 78.")
    changes = {FAQ: rain, "responses/faq/umbrellas.yml": umbrellas}
    with pytest.raises(LibraryError) as caught:
        load(write_library(tmp_path, changes))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("text", "payload", "sentence"),
    [
        ("Call {contact:x}", "/start", "{contact:x} does not exist; correct the id or add"),
        ("On {date:2001}", "/start", "{date:2001} must be a day, 2017-04-01."),
        ("Kept {hour}", "/start", "a brace does not close a reference"),
        ("Call 8 800 000 00 00", "/start", TYPED),
        ("See", '/show{"entry":"hats"}', "a button leads to 'hats', which does not exist"),
        ("See", "/" + "x" * 64, "a button's payload takes 65 bytes and Telegram takes 64; shorten"),
        ("See", "/once" + "x" * 59, "a button's payload takes 65 bytes and Telegram takes 64; sh"),
    ],
)
def test_a_reply_leads_nowhere_either(tmp_path, text, payload, sentence):
    library = load(write_library(tmp_path))
    once = frozenset({payload}) if payload.startswith("/once") else frozenset()
    responses = {"utter_start": Response(text, (("Go", payload),), once)}
    (problem,) = check_responses(library, responses)
    assert str(problem).startswith("domain.yml: utter_start: " + sentence)


def test_good_replies_pass(tmp_path):
    library = load(write_library(tmp_path))
    text = "{hours}, {days}, {question_days}, {group}, “{words}”; {contact:weather-line} on"
    text += " {date:2001-05-04} or {brief:weather-line}"
    buttons = (("Go", '/show{"entry":"umbrellas"}'), ("Help", "/help_now"))
    assert list(check_responses(library, {"utter_start": Response(text, buttons)})) == []
