"""What Rasa's four files name exists, and every intent leads to a reply."""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import rasa
import yaml
from rasa.core.channels.channel import InputChannel
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import DEFAULT_ACTION_NAMES, DEFAULT_SLOT_NAMES
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.importers.importer import TrainingDataImporter

from bot.assistant.importer import LibraryImporter, response_of
from bot.assistant.lock_store import TurnLockStore
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.patterns import ORDER
from bot.assistant.situations import SITUATIONS, response_of_situation
from bot.assistant.tracker_store import SealedTrackerStore
from bot.library.live import Edition
from bot.library.model import TOPICS
from bot.retrieval.cries import SAFETY
from bot.settings import ROOT
from bot.store.memories import Memory
from bot.telegram.surface import Surface


def read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / name).read_text("utf-8")))


CONFIG, DOMAIN = read("config.yml"), read("domain.yml")
ENDPOINTS, CREDENTIALS = read("endpoints.yml"), read("credentials.yml")
INTENTS = [next(iter(i)) if isinstance(i, dict) else i for i in DOMAIN["intents"]]
COMPONENTS = [component["name"] for component in CONFIG["pipeline"]]
UNSPOKEN = set(
    "faq nlu_fallback start help_now clear unsupported unsupported_personal none_of_these show"
    " show_details show_sources show_topic show_abroad situation vote pass_on".split()
)
"""Intents without examples in nlu/: the library's, and what only buttons and commands send."""


def at(path: str) -> Any:
    """What stands at a dotted path."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def nlu(language: str) -> list[dict[str, str]]:
    return list(read(f"nlu/intents.{language}.yml")["nlu"])


def spoken(language: str) -> list[str]:
    return [block["intent"] for block in nlu(language) if "intent" in block]


class TestDottedPaths:
    @pytest.mark.parametrize("path", COMPONENTS)
    def test_the_pipeline_is_made_of_graph_components(self, path: str) -> None:
        assert issubclass(at(path), GraphComponent)

    def test_the_importer_is_one(self) -> None:
        assert [issubclass(at(i["name"]), TrainingDataImporter) for i in CONFIG["importers"]] == [
            True
        ]

    def test_rules_decide_and_nothing_else(self) -> None:
        assert [policy["name"] for policy in CONFIG["policies"]] == [RulePolicy.__name__]

    def test_the_voice_the_memory_and_the_queue(self) -> None:
        assert {name: at(given["type"]) for name, given in ENDPOINTS.items()} == {
            "nlg": LibraryGenerator,
            "tracker_store": SealedTrackerStore,
            "lock_store": TurnLockStore,
        }
        for given in ENDPOINTS.values():
            assert list(given) == ["type"], "all else is a setting"

    def test_the_channel_its_connection_and_its_surface(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.cli.telegram.configure_logging", lambda level: None)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:made-up")
        monkeypatch.setenv("BOT_SECRET_KEY", "k" * 32)
        [(channel, given)] = CREDENTIALS.items()
        assert issubclass(at(channel), InputChannel)
        assert set(given) == {"connection", "surface"}, "secrets come from the environment"
        assert given["surface"] == "bot.cli.telegram.surface_for_rasa"
        assert isinstance(at(given["surface"])(), Surface)
        assert at(given["connection"])().token == "1:made-up"
        assert at(channel).from_credentials(given).name() == "telegram"


class TestIntents:
    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_what_is_spoken_is_in_the_domain_and_the_other_way_round(self, language: str) -> None:
        assert sorted(spoken(language)) == sorted(set(INTENTS) - UNSPOKEN)

    def test_every_intent_has_one_rule_to_an_action_of_the_domain(self) -> None:
        importer = LibraryImporter(str(ROOT / "config.yml"))
        actions = importer.get_domain().action_names_or_texts
        rules: dict[str, str] = {}
        for step in importer.get_stories().story_steps:
            [said] = [e.intent_name for e in step.events if isinstance(e, UserUttered)]
            done = [e.action_name for e in step.events if isinstance(e, ActionExecuted)]
            assert said not in rules
            rules[said] = done[-1]
        assert set(rules) == set(INTENTS)
        assert set(rules.values()) <= set(actions)

    @pytest.mark.parametrize("intent", INTENTS)
    def test_an_intents_reply_is_written_or_composed(self, intent: str) -> None:
        assert response_of(intent) in {*DOMAIN["responses"], *DOMAIN["actions"]}

    def test_what_is_urgent_is_an_intent(self) -> None:
        assert set(SAFETY) <= set(ORDER) <= set(INTENTS)
        assert set(SAFETY) == set(ORDER[: len(SAFETY)])


class TestExpressions:
    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_they_compile_and_belong_to_an_intent(self, language: str) -> None:
        blocks = [block for block in nlu(language) if "regex" in block]
        assert set(SAFETY) <= {block["regex"] for block in blocks} <= set(INTENTS)
        for block in blocks:
            for line in block["examples"].splitlines():
                assert line.startswith("- ")
                expression = re.compile(line[2:])
                assert not expression.search(""), line
                assert line[2:] == line[2:].lower() or "\\" in line, "the text is folded"


class TestResponses:
    def test_each_has_one_wording(self) -> None:
        assert {len(variants) for variants in DOMAIN["responses"].values()} == {1}

    def test_each_is_used(self) -> None:
        source = "".join(p.read_text("utf-8") for p in sorted((ROOT / "bot").rglob("*.py")))
        replies = {response_of(intent) for intent in INTENTS}
        replies |= {response_of_situation(name) for name in SITUATIONS}
        replies.add("utter_self_harm_someone_else")
        unused = [n for n in DOMAIN["responses"] if n not in replies and f'"{n}"' not in source]
        assert unused == []

    def test_what_the_code_names_exists(self) -> None:
        known = {*DOMAIN["responses"], *DOMAIN["actions"]}
        for path in sorted((ROOT / "bot").rglob("*.py")):
            for name in re.findall(r'"(utter_[a-z_]+)"(?!:)', path.read_text("utf-8")):
                begun = [other for other in known if other.startswith(name)]
                assert name in known or begun, f"{path.name}: {name}"

    @pytest.mark.parametrize("name", DOMAIN["responses"])
    def test_its_buttons_lead_somewhere(self, name: str) -> None:
        edition = Edition.read(ROOT)
        for button in DOMAIN["responses"][name][0].get("buttons", ()):
            payload = button["payload"]
            assert len(payload.encode()) <= 64
            intent, brace, rest = payload.removeprefix("/").partition("{")
            values = json.loads(brace + rest or "{}")
            assert intent in INTENTS
            assert set(values) <= set(DOMAIN["entities"])
            assert values.get("entry", "hotline") in edition.library.entries
            assert values.get("topic", "help") in TOPICS
            assert values.get("language_choice", "en") in edition.languages.codes
            assert values.get("situation", "general") in SITUATIONS

    def test_the_payloads_that_replies_compose_are_intents(self) -> None:
        source = (ROOT / "bot" / "assistant" / "replies.py").read_text("utf-8")
        composed = set(re.findall(r'payload\("(\w+)"', source))
        composed |= set(re.findall(r'intent = "(\w+)" if .* else "show"', source))
        assert composed == {
            "show", "show_details", "show_sources", "show_topic", "show_abroad",
            "none_of_these", "pass_on", "vote", "change_language",
        }  # fmt: skip
        assert composed <= set(INTENTS)


class TestRasasNames:
    def test_what_is_remembered_has_a_slot_each(self) -> None:
        assert set(DOMAIN["slots"]) == {field.name for field in fields(Memory)}

    @pytest.mark.parametrize("path", COMPONENTS)
    def test_a_component_is_registered_under_a_name_of_its_own(self, path: str) -> None:
        name = at(path).__name__
        assert DefaultV1Recipe._from_registry(name).clazz is at(path)
        declares = re.compile(rf"^class {name}\b", re.M)
        sources = sorted(Path(rasa.__file__).parent.rglob("*.py"))
        assert [p for p in sources if declares.search(p.read_text("utf-8"))] == []

    def test_no_built_in_is_redefined(self) -> None:
        assert not {"restart", "back", "session_start"} & set(INTENTS)
        assert not set(DEFAULT_ACTION_NAMES) & {*DOMAIN["actions"], *DOMAIN["responses"]}
        assert not DEFAULT_SLOT_NAMES & set(DOMAIN["slots"])
        retrieval = {name for name in DOMAIN["responses"] if name.startswith("utter_faq")}
        assert retrieval == set()
