"""The component that tells the language of a message and the alphabet to read it in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.detector import LanguageDetector, language_samples
from bot.assistant.turn import WRITTEN
from tests.support.components import made, message
from tests.support.encoders import FakeEncoder
from tests.support.library_files import write
from tests.support.small import SETTINGS
from tests.support.ukrainian import with_ukrainian


@pytest.fixture
def detector(encoder: FakeEncoder, storage: ModelStorage) -> LanguageDetector:
    made(LanguageDetector, storage).train(TrainingData())
    loaded = made(LanguageDetector, storage, loaded=True)
    assert isinstance(loaded, LanguageDetector)
    return loaded


@pytest.mark.parametrize(
    ("text", "language", "latin", "reading", "words"),
    [
        ("how many lamps", "en", True, "how many lamps", 3),
        ("сколько ламп", "ru", False, "сколько ламп", 2),
        # The encoder of these tests knows no words: the letters alone speak for Russian.
        ("skolko lamp zazhgli", "ru", True, "сколко ламп зажгли", 0),
        ("  сколько\u200b  ламп ", "ru", False, "сколько ламп", 2),
        ("2019", None, False, "2019", 0),
        ("\u200b", None, False, "", 0),
    ],
)
def test_what_a_message_is_written_in(
    detector: LanguageDetector,
    text: str,
    language: str | None,
    latin: bool,
    reading: str,
    words: int,
) -> None:
    [found] = detector.process([message(text)])
    assert found.get(TEXT) == reading
    written = found.as_dict(only_output_properties=True)[WRITTEN]
    assert (written["language"], written["latin"]) == (language, latin)
    assert written["words"] == words


def test_ukrainian_is_marked(detector: LanguageDetector) -> None:
    [found] = detector.process([message("скільки ламп")])
    assert found.get(WRITTEN)["ukrainian"] is True


def test_what_is_passed_on_holds_nothing_of_the_text(detector: LanguageDetector) -> None:
    [found] = detector.process([message("canary lamps")])
    assert "canary" not in json.dumps(found.get(WRITTEN))


@pytest.mark.parametrize("payload", ["/greet", '/show{"entry":"keeper"}'])
def test_a_payload_is_left_alone(detector: LanguageDetector, payload: str) -> None:
    [found] = detector.process([message(payload)])
    assert found.get(TEXT) == payload
    assert found.get(WRITTEN) is None


def test_a_slash_does_not_make_a_payload_of_a_question(detector: LanguageDetector) -> None:
    [found] = detector.process([message("/ how many lamps")])
    assert found.get(WRITTEN)["language"] == "en"


def test_examples_are_read_as_messages_are(detector: LanguageDetector) -> None:
    data = TrainingData([message("kak im pomoch seychas"), message("hello there")])
    texts = [m.get(TEXT) for m in detector.process_training_data(data).training_examples]
    assert texts == ["как им помоч сейчас", "hello there"]


def test_samples_are_the_librarys_and_the_intents(encoder: FakeEncoder) -> None:
    samples = language_samples(SETTINGS)
    assert {"who is the keeper", "i am drowning", "A keeper."} <= set(samples["english"])
    assert {"кто смотритель", "я тону", "kak pomoch"} <= set(samples["russian"])
    assert samples["vocabulary"] == sorted(encoder.words)
    assert not [t for t in samples["english"] if t.startswith("\\b")]


def test_samples_of_a_third_language_are_its_texts_ways_and_intents(
    encoder: FakeEncoder, tmp_path: Path
) -> None:
    assert language_samples(SETTINGS)["others"] == {}
    settings = with_ukrainian(tmp_path)
    found = {"Хто доглядає маяк?", "Доглядач маяка.", "хто доглядає маяк"}
    assert found <= set(language_samples(settings)["others"]["uk"])
    intents = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - добридень\n'
    write(settings.root, {"nlu/intents.uk.yml": intents})
    assert "добридень" in language_samples(settings)["others"]["uk"]


def test_before_training_nothing_is_said(encoder: FakeEncoder, storage: ModelStorage) -> None:
    [found] = made(LanguageDetector, storage).process([message("skolko lamp")])
    assert found.get(WRITTEN) is None
