"""What is written for Rasa's default is a whole Rasa project with all that this one knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from benchmarks.vanilla.files import FALLBACK, write
from bot.retrieval.corpus import phrases
from bot.retrieval.index import QUESTION
from tests.support.small import SETTINGS, edition


@dataclass(frozen=True)
class Project:
    """The files as Rasa reads them."""

    folder: Path
    domain: Domain
    nlu: TrainingData
    stories: StoryGraph


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("vanilla")
    write(SETTINGS, folder)
    names = [str(folder / name) for name in ("config.yml", "domain.yml", "data")]
    importer = RasaFileImporter(names[0], names[1], [names[2]])
    return Project(folder, importer.get_domain(), importer.get_nlu_data(), importer.get_stories())


def test_every_way_of_asking_is_there_under_its_language(project: Project) -> None:
    found = {
        (message.get("text"), message.get("intent_response_key"))
        for message in project.nlu.intent_examples
        if message.get("intent_response_key")
    }
    assert found == {
        (phrase.text, f"faq_{phrase.language}/{phrase.target}")
        for phrase in phrases(edition())
        if phrase.kind == QUESTION
    }


def test_the_intents_and_patterns_are_those_of_this_project(project: Project) -> None:
    assert {"greet", "at_risk", "exposure"} <= project.nlu.intents
    assert {p["name"] for p in project.nlu.regex_features} == {"at_risk", "exposure"}


def test_every_answer_is_in_the_language_of_its_intent(project: Project) -> None:
    for entry in edition().library.entries.values():
        for code in ("en", "ru"):
            (response,) = project.domain.responses[f"utter_faq_{code}/{entry.id}"]
            assert response["text"] == edition().renderer(code).answer(entry)


def test_every_intent_has_one_rule_and_every_action_is_known(project: Project) -> None:
    rules = yaml.safe_load((project.folder / "data" / "rules.yml").read_text("utf-8"))["rules"]
    intents = [rule["steps"][0]["intent"] for rule in rules]
    assert sorted(intents) == sorted({*project.nlu.intents, FALLBACK})
    actions = {rule["steps"][1]["action"] for rule in rules}
    selected = {"utter_faq_en", "utter_faq_ru"}  # Rasa makes these of the responses below them
    assert actions - selected <= {*project.domain.action_names_or_texts}


def test_stories_say_what_the_rules_say(project: Project) -> None:
    stories = yaml.safe_load((project.folder / "data" / "stories.yml").read_text("utf-8"))
    steps = [step for story in stories["stories"] for step in story["steps"]]
    pairs = list(zip(steps[::2], steps[1::2], strict=True))
    assert pairs
    assert all(a["action"] == f"utter_{i['intent']}" for i, a in pairs)
    assert {i["intent"] for i, _ in pairs} <= {*project.nlu.intents}
    assert len(project.stories.story_steps) > len(stories["stories"])


def test_epochs_are_shortened_on_demand_only(project: Project, tmp_path: Path) -> None:
    def epochs(folder: Path) -> set[int]:
        config = yaml.safe_load((folder / "config.yml").read_text("utf-8"))
        parts = [*config["pipeline"], *config["policies"]]
        return {part["epochs"] for part in parts if "epochs" in part}

    write(SETTINGS, tmp_path, epochs=2)
    assert (epochs(project.folder), epochs(tmp_path)) == ({100}, {2})
