"""Gives Rasa its training data: nlu/*.yml, domain.yml, and the library as retrieval intents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.constants import (
    USER_INTENT_BACK,
    USER_INTENT_RESTART,
    USER_INTENT_SESSION_START,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method
from rasa.shared.utils.io import dump_obj_as_yaml_to_string

from bot.library.live import Edition
from bot.retrieval.corpus import phrases
from bot.retrieval.index import QUESTION
from bot.retrieval.ranker import FAQ
from bot.settings import ROOT

ANSWER = "utter_answer"
RASAS_INTENTS = {USER_INTENT_BACK, USER_INTENT_RESTART, USER_INTENT_SESSION_START}


class LibraryImporter(TrainingDataImporter):  # type: ignore[misc]
    """Rasa's own file importer over nlu/, joined with the library.

    Rules are not written by hand: every intent of the domain has one rule, to the response
    of the same name, so that no intent can be left without a reply.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **_: Any,
    ) -> None:
        """Called by Rasa; the paths of training data are this project's own."""
        self._root = Path(config_file).resolve().parent if config_file else ROOT
        nlu_files = sorted(str(path) for path in (self._root / "nlu").glob("*.yml"))
        domain = domain_path or str(self._root / "domain.yml")
        self._files = RasaFileImporter(config_file, domain, nlu_files)

    def get_config(self) -> dict[str, Any]:
        """What config.yml holds."""
        return dict(self._files.get_config())

    def get_config_file_for_auto_config(self) -> str | None:
        """The path of config.yml."""
        return self._files.get_config_file_for_auto_config()  # type: ignore[no-any-return]

    @cached_method  # type: ignore[untyped-decorator]
    def get_domain(self) -> Domain:
        """domain.yml and, because Rasa's checks ask for them, a response for every entry and
        for every reply that is composed."""
        domain = self._files.get_domain()
        names = {f"utter_{FAQ}/{entry}" for entry in self._edition().library.entries}
        names |= {response_of(intent) for intent in own_intents(domain)}
        responses = {name: [{"text": name}] for name in sorted(names - set(domain.responses))}
        return domain.merge(Domain.from_dict({"responses": responses}))

    @cached_method  # type: ignore[untyped-decorator]
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The intents of nlu/ and every way of asking of the library."""
        examples = [
            Message.build(phrase.text, f"{FAQ}/{phrase.target}")
            for phrase in phrases(self._edition())
            if phrase.kind == QUESTION
        ]
        return self._files.get_nlu_data(language).merge(TrainingData(examples))

    @cached_method  # type: ignore[untyped-decorator]
    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """One rule for every intent of the domain."""
        domain = self.get_domain()
        rules = [
            {"rule": intent, "steps": [{"intent": intent}, {"action": response_of(intent)}]}
            for intent in own_intents(self._files.get_domain())
            if response_of(intent) in domain.action_names_or_texts
        ]
        text = dump_obj_as_yaml_to_string({"version": "3.1", "rules": rules})
        return StoryGraph(YAMLStoryReader(domain).read_from_string(text))

    @cached_method  # type: ignore[untyped-decorator]
    def _edition(self) -> Edition:
        return Edition.read(self._root)


def own_intents(domain: Domain) -> list[str]:
    """The intents this project answers; Rasa adds three with rules of its own. It adds
    `nlu_fallback` and `out_of_scope` too, without any: those need ours."""
    return sorted(set(domain.intents) - RASAS_INTENTS)


def response_of(intent: str) -> str:
    """The response that answers an intent. An unclear message is a question as well."""
    return ANSWER if intent in (FAQ, "nlu_fallback") else f"utter_{intent}"
