"""Rasa's training data: the files in nlu/, joined with the library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.training_data.structures import RuleStep
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY, TEXT

from bot.assistant.importer import LibraryImporter, response_of
from bot.settings import Settings
from tests.support.small import ROOT, edit, edition


@pytest.fixture
def importer() -> LibraryImporter:
    return LibraryImporter(str(ROOT / "config.yml"))


def test_every_way_of_asking_is_an_example_of_its_entry(importer: LibraryImporter) -> None:
    examples = importer.get_nlu_data().intent_examples
    found = Counter(m.get(INTENT_RESPONSE_KEY) for m in examples if m.get("intent") == "faq")
    assert set(found) == {f"faq/{entry}" for entry in edition().library.entries}
    texts = {m.get(TEXT) for m in examples if m.get(INTENT_RESPONSE_KEY) == "faq/how-to-help"}
    assert {"how to help", "How can one help?", "чем помочь", "kak pomoch", "как помоч"} <= texts


def test_the_files_in_nlu_are_there(importer: LibraryImporter) -> None:
    data = importer.get_nlu_data()
    examples = {m.get(TEXT): m.get("intent") for m in data.intent_examples}
    assert examples["i am drowning"] == examples["я тону"] == "at_risk"
    assert {"name": "at_risk", "pattern": r"\bmayday\b"}.items() <= data.regex_features[0].items()


def test_passages_are_no_examples(importer: LibraryImporter) -> None:
    assert not [m for m in importer.get_nlu_data().intent_examples if "metres" in m.get(TEXT)]


def test_every_intent_has_one_rule_to_its_response(importer: LibraryImporter) -> None:
    steps = importer.get_stories().story_steps
    assert all(isinstance(step, RuleStep) for step in steps)
    rules = {}
    for step in steps:
        said = [e.intent_name for e in step.events if isinstance(e, UserUttered)]
        done = [e.action_name for e in step.events if isinstance(e, ActionExecuted)]
        rules[said[0]] = done[-1]
        assert len(said) == 1
    intents = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["intents"]
    assert rules.pop("out_of_scope") == "utter_out_of_scope"  # Rasa puts it into every domain
    assert rules == {intent: response_of(intent) for intent in intents}
    assert rules["faq"] == rules["nlu_fallback"] == "utter_answer"
    assert rules["at_risk"] == "utter_at_risk"


def test_rasas_checks_find_a_response_for_every_entry_and_every_composed_reply(
    importer: LibraryImporter,
) -> None:
    responses = importer.get_domain().responses
    assert {f"utter_faq/{entry}" for entry in edition().library.entries} <= set(responses)
    assert {"utter_answer", "utter_show_topic", "utter_follow_up_more"} <= set(responses)
    assert responses["utter_greet"][0]["text"].startswith("Good day.")


def test_rasas_own_intents_keep_their_own_rules(importer: LibraryImporter) -> None:
    names = {step.block_name for step in importer.get_stories().story_steps}
    assert not names & {"restart", "back", "session_start"}
    assert not {"utter_restart", "utter_back"} & set(importer.get_domain().responses)


def test_the_root_is_where_config_yml_stands(copied: Settings) -> None:
    edit(copied, "responses/faq/lighthouse.yml", "who is the keeper", "who is it")
    config = copied.root / "config.yml"
    importer = LibraryImporter(str(config))
    assert "who is it" in {m.get(TEXT) for m in importer.get_nlu_data().intent_examples}
    assert importer.get_config_file_for_auto_config() == str(config)
    assert importer.get_config()["assistant_id"] == "small"


def test_rasa_may_name_another_domain(tmp_path: Path) -> None:
    domain = tmp_path / "domain.yml"
    domain.write_text('version: "3.1"\nintents: [faq]\nactions: [utter_answer]\n', "utf-8")
    importer = LibraryImporter(str(ROOT / "config.yml"), str(domain), ["ignored"])
    names = {step.block_name for step in importer.get_stories().story_steps}
    assert "faq" in names
    assert "greet" not in names
