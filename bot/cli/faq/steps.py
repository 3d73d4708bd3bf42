"""Asks for the fields of an entry, each with what helps to fill it in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.cli.faq.citing import fault_of_related, fault_of_source
from bot.cli.faq.dialogue import PLAIN_YES, Dialogue, Fault, Interrupted
from bot.cli.faq.emission import Values
from bot.cli.faq.naming import fault_of_id, full_file, suggested_file, suggested_id
from bot.cli.faq.passed_on import alike
from bot.cli.nearest import Neighbourhood
from bot.errors import RyadomError, StoreError
from bot.library.checks import FEWEST_WAYS
from bot.library.entries import LONGEST_QUESTION, faults_of_question
from bot.library.live import Edition
from bot.library.model import TOPICS
from bot.settings import Settings
from bot.text import fold, words

NAMES = {"en": "in English · по-английски", "ru": "in Russian · по-русски"}
EXCERPT = 100
OWN_WORDS = 3
"""Words from which a way of asking must not be what a reader wrote."""

_TOPICS = """\
Topic · тема:
  1 crisis   what happens · что происходит     5 risk    in danger · опасность
  2 numbers  figures · числа                   6 safety  precautions · осторожность
  3 sources  who reports · источники           7 about   this assistant · о боте
  4 help     how to help · как помочь"""
_PASSED_ON = """\
Readers asked this and got no answer. Write ways in your own words, do not copy.
Так спрашивали читатели и не получили ответа. Напишите своими словами, не копируйте."""
_REVIEWED = (
    "Did you check all of it against its sources today? Вы сегодня сверили всё с источниками?"
)
_RISKY = (
    "Could following it harm a reader in Russia? Может ли этот совет навредить читателю в России?"
)


@dataclass
class Steps:
    """The fields of one entry, filled in one by one.

    Attributes:
        values: what there is so far; `file` is the file it is for.
    """

    settings: Settings
    dialogue: Dialogue
    edition: Edition
    values: Values
    today: date = field(default_factory=date.today)

    @property
    def order(self) -> dict[str, Callable[[], None]]:
        """What asks for each field, in order."""
        return {
            "question": self.question,
            "id": self.id,
            "topic": self.topic,
            "file": self.file,
            "asked_as": self.asked_as,
            "answer": self.answer,
            "sources": self.sources,
            "risky_in_russia": self.risky_in_russia,
            "related": self.related,
            "reviewed": self.reviewed,
        }

    @cached_property
    def hood(self) -> Neighbourhood:
        """What is near; the first time it takes a while."""
        self.dialogue.say("Looking for what is alike … · Ищу похожее…")
        return Neighbourhood.read(self.settings, self.edition)

    def question(self) -> None:
        """The question, then the entries that are alike."""

        def fault(answer: str) -> str:
            if not answer:
                return "Write the question."
            if len(answer) > LONGEST_QUESTION:
                return f"{len(answer)} characters; at most {LONGEST_QUESTION}."
            return "\n  ".join(faults_of_question(answer))

        prompt = f"Question in English, up to {LONGEST_QUESTION} characters · вопрос по-английски"
        self.values["question"] = self.dialogue.ask(prompt, fault=fault)

    def id(self) -> None:
        """Its name."""
        library = self.edition.library
        suggestion = suggested_id(str(self.values.get("question", "")), library.entries)
        prompt = "Its name, which never changes · имя записи, навсегда"
        fault: Callable[[str], str] = lambda answer: fault_of_id(answer, library)  # noqa: E731
        self.values["id"] = self.dialogue.ask(prompt, suggestion, fault)

    def topic(self) -> None:
        """Its topic."""
        self.dialogue.say(_TOPICS)
        self.values["topic"] = self.dialogue.choose("Topic · тема", TOPICS)

    def file(self) -> None:
        """The file it is written to."""

        def fault(answer: str) -> str:
            try:
                full_file(answer)
            except RyadomError as error:
                return str(error)
            return ""

        suggestion = suggested_file(str(self.values.get("topic", "")), self.edition.library)
        self.values["file"] = full_file(self.dialogue.ask("File · файл", suggestion, fault))

    def asked_as(self) -> None:
        """Ways of asking in both languages; those that are there stay."""
        ways = dict(self.values.get("asked_as") or {})
        passed_on = self._passed_on()
        if passed_on:
            self.dialogue.say("\n".join([_PASSED_ON, *(f"  – {text}" for text in passed_on)]))
        for language, name in NAMES.items():
            self.dialogue.say(
                f"Ways of asking {name}: {FEWEST_WAYS} or more, one on a line, then an empty line"
            )
            ways[language] = list(ways.get(language) or ())
            self.values["asked_as"] = ways
            self._ask_ways(language, ways, passed_on)

    def answer(self) -> None:
        """The answer."""
        prompt = "Answer in English, 40 to 110 words · ответ по-английски"
        self._long("answer", prompt)

    def details(self) -> None:
        """What distresses."""
        prompt = "Distressing details, behind a warning · тяжёлые подробности, за предупреждением"
        self._long("details", prompt)

    def sources(self) -> None:
        """The paragraphs it rests on."""
        library = self.edition.library
        found = [name for name, _ in self.hood.paragraphs(self._said(), count=8)]
        paragraphs = {f"{s.id}#{p.id}": p for s, p in library.paragraphs()}
        for number, name in enumerate(found, 1):
            excerpt = " ".join(paragraphs[name].text.split())[:EXCERPT]
            self.dialogue.say(f"  {number}  {name}  {excerpt}…")
        prompt = (
            "Sources: numbers or names, with commas · источники: номера или имена через запятую"
        )
        fault: Fault = lambda name: fault_of_source(name, library)  # noqa: E731
        self.values["sources"] = self.dialogue.several(prompt, found, fault)

    def risky_in_russia(self) -> None:
        """Whether the law comes first."""
        risky = self.dialogue.yes(_RISKY)
        self.values["risky_in_russia"] = "true" if risky else ""

    def related(self) -> None:
        """Other entries, for a button."""
        own, library = str(self.values.get("id")), self.edition.library
        found = [name for name, _ in self.hood.entries(self._said(), count=6) if name != own]
        for number, name in enumerate(found, 1):
            self.dialogue.say(f"  {number}  {name}  {library.entries[name].question}")
        prompt = "Related: numbers or names, Enter for none · похожие; Enter, если нет"
        fault: Fault = lambda name: fault_of_related(name, own, library)  # noqa: E731
        self.values["related"] = self.dialogue.several(prompt, found, fault)

    def reviewed(self) -> None:
        """Today's date, after a plain yes only."""
        checked = self.dialogue.yes(_REVIEWED, PLAIN_YES)
        self.values["reviewed"] = self.today.isoformat() if checked else ""

    def lacks_ways(self) -> bool:
        """Whether there are too few ways of asking in a language."""
        ways = self.values.get("asked_as") or {}
        return any(len(ways.get(language) or ()) < FEWEST_WAYS for language in NAMES)

    def similar(self, count: int = 5) -> list[str]:
        """The entries nearest to the question and the ways of asking, a line each."""
        entries = self.edition.library.entries
        near = self.hood.entries(self._asked(), count)
        return [
            f"  {score:.2f}  {name}: {entries[name].question}  "
            f"({entries[name].place.file}:{entries[name].place.line})"
            for name, score in near
            if name != self.values.get("id")
        ]

    def _long(self, name: str, prompt: str) -> None:
        """A text of several lines; what had been typed stays, however it was left."""
        try:
            self.values[name] = self.dialogue.text(prompt, str(self.values.get(name) or ""))
        except Interrupted as interrupted:
            self.values[name] = interrupted.text
            raise

    def _ask_ways(self, language: str, ways: dict[str, list[str]], passed_on: list[str]) -> None:
        own = self.values.get("id")
        owners = {
            fold(way): entry.id
            for entry in self.edition.library.entries.values()
            for written in entry.asked_as.values()
            for way in written
            if entry.id != own
        }

        def fault(answer: str) -> str:
            if owner := owners.get(fold(answer)):
                return f"'{answer}' leads to '{owner}' already; ask in another way."
            copied = fold(answer) in map(fold, passed_on) and len(words(answer)) > OWN_WORDS
            return "Use your own words · Напишите своими словами." if copied else ""

        while True:
            written = ways[language]
            way = self.dialogue.ask(f"  {language} {len(written) + 1}", fault=fault)
            if way and fold(way) not in map(fold, written):
                written.append(way)
            elif way:
                self.dialogue.say(f"  '{way}' is there already · уже есть.")
            elif len(written) >= FEWEST_WAYS:
                return
            else:
                self.dialogue.say(f"  {FEWEST_WAYS - len(written)} more, please · нужно ещё.")

    def _passed_on(self) -> list[str]:
        """What readers asked alike; nothing where it cannot be read."""
        if not self.settings.secret_key or self.hood.encoder is None:
            return []
        try:
            return asyncio.run(alike(self.settings, self.hood.encoder, self._asked()))
        except StoreError as error:
            self.dialogue.say(f"Questions passed on cannot be read: {error}")
            return []

    def _asked(self) -> list[str]:
        ways = self.values.get("asked_as") or {}
        found = [self.values.get("question"), *(way for some in ways.values() for way in some)]
        return [str(text) for text in found if text]

    def _said(self) -> list[str]:
        """The question, and each paragraph of the answer."""
        parts = str(self.values.get("answer") or "").split("\n\n")
        return [str(self.values.get("question") or ""), *(part for part in parts if part.strip())]
