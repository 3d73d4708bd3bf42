"""`ryadom faq edit`: fields of an entry, or its whole text, changed where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from bot.cli.faq import drafts
from bot.cli.faq.dialogue import Dialogue
from bot.cli.faq.document import Document
from bot.cli.faq.emission import LONG, Values, wrapped
from bot.cli.faq.naming import FOLDER
from bot.cli.faq.trial import faults, write
from bot.cli.locales.update import UPDATE_COMMAND
from bot.errors import LibraryError, RyadomError
from bot.library.blocks import unwrap
from bot.library.loader import ENTRY
from bot.settings import Settings
from bot.text import fold

LISTS = ("sources", "related")
TRANSLATED = ("question", "answer", "details")

_ALIKE = "The entry has '{way}' already ({language}); write another way."
_FUZZY = """\
The English of {fields} has changed: its translations will be fuzzy, and readers get the English
until they are mended. Bring the PO files up to date with '{update}'."""
_UNREVIEWED = """\
'reviewed' is still {day}. When all of it has been checked against its sources:
  ryadom faq edit {id} --set reviewed={today}"""
_NOTHING = "Nothing was written: the library would not be right."
_KEPT = """\
Nothing was written to the library. The text is kept in {path}; go on with
  ryadom faq edit {id} --from {path}"""


def find(root: Path, entry_id: str) -> Document:
    """The file in which an entry stands, whether or not the library is right.

    Raises:
        LibraryError: a file cannot be read.
        RyadomError: there is no such entry.
    """
    known: dict[str, Document] = {}
    for path in sorted((root / FOLDER).glob("*.yml")):
        document = Document.read(root, path.relative_to(root).as_posix())
        known |= dict.fromkeys(document.blocks(), document)
    if entry_id not in known:
        near = get_close_matches(entry_id, known, 1)
        hint = f"did you mean '{near[0]}'?" if near else "'ryadom faq list' names all."
        raise RyadomError(f"there is no entry '{entry_id}'; {hint}")
    return known[entry_id]


def assignment(typed: str) -> tuple[str, object]:
    """The field and the value of `reviewed=2026-11-20`; lists have commas between their items.

    Raises:
        RyadomError: it is not of this form, or the field is not set so.
    """
    name, sign, value = (part.strip() for part in typed.partition("="))
    if not sign:
        raise RyadomError(f"'{typed}' must be of the form field=value, reviewed=2026-11-20.")
    if name == "id":
        raise RyadomError("an id never changes, since links and votes lead to it.")
    if name == "asked_as":
        raise RyadomError('ways of asking are added by --add-way ru="…".')
    if name not in ENTRY:
        near = get_close_matches(name, list(ENTRY), 1)
        hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(ENTRY)}."
        raise RyadomError(f"unknown field '{name}'; {hint}")
    if name in LISTS:
        return name, [item.strip() for item in value.split(",") if item.strip()]
    return name, "" if (name, value) == ("risky_in_russia", "false") else value


def way(typed: str) -> tuple[str, str]:
    """The language and the words of `ru=сколько дождя`.

    Raises:
        RyadomError: it is not of this form.
    """
    language, sign, words = (part.strip() for part in typed.partition("="))
    if not sign or not language.isalpha() or not words.strip('"'):
        raise RyadomError(f"'{typed}' must be of the form language=words, ru=\"горячая линия\".")
    return language, words.strip('"')


@dataclass
class Editing:
    """Changes one entry."""

    settings: Settings
    dialogue: Dialogue
    entry_id: str
    today: date

    def change(self, values: Values, ways: list[tuple[str, str]]) -> None:
        """Set fields and add ways of asking.

        Raises:
            LibraryError: the library would not be right.
            RyadomError: a way is there already, or the file cannot be written.
        """
        before = find(self.settings.root, self.entry_id)
        after = before.with_fields(self.entry_id, values)
        for language, words in ways:
            asked = after.blocks()[self.entry_id].fields.get("asked_as") or {}
            if fold(words) in map(fold, asked.get(language) or ()):
                raise RyadomError(_ALIKE.format(way=words, language=language))
            after = after.with_way(self.entry_id, language, words)
        if problems := faults(self.settings.root, after, self.entry_id, self.today):
            self.dialogue.say(_NOTHING)
            raise LibraryError(problems)
        self._write(before, after)

    def field(self, name: str) -> None:
        """One field, in the editor or line by line.

        Raises:
            LibraryError: the library would not be right.
            RyadomError: the field is not changed so.
        """
        assignment(f"{name}=")
        fields = find(self.settings.root, self.entry_id).blocks()[self.entry_id].fields
        present = fields.get(name) or ""
        old = wrapped(present) if name in LONG else present
        typed = ", ".join(old) if isinstance(old, list) else str(old)
        if self.dialogue.editor:
            new = self.dialogue.edited(typed + "\n").strip()
        elif name in LONG:
            new = self.dialogue.text(name)
        else:
            new = self.dialogue.ask(name, typed)
        self.change(dict([assignment(f"{name}={new}")]), [])

    def whole(self, given: Path | None = None) -> None:
        """The whole text, in the editor until it is right or the person leaves it.

        Args:
            given: a file with the text as it should be, instead of the editor.

        Raises:
            LibraryError: the given text would not be right.
            RyadomError: there is no editor; or it was left, and the text is kept.
        """
        before = find(self.settings.root, self.entry_id)
        if given is not None:
            if not given.is_file():
                raise RyadomError(f"there is no file {given}; correct the name.")
            text = Document.read(given.resolve().parent, given.name).text
            self._settle(before, text)
            return
        text = before.block(self.entry_id)
        while True:
            text = self.dialogue.edited(text)
            try:
                return self._settle(before, text)
            except LibraryError as error:
                self.dialogue.say(f"{_NOTHING}\n{error}")
                if not self.dialogue.yes("Go on with it? Продолжить?"):
                    raise self._kept(text) from None

    def _settle(self, before: Document, text: str) -> None:
        after = before.with_block(self.entry_id, text.rstrip() + "\n")
        if problems := faults(self.settings.root, after, self.entry_id, self.today):
            raise LibraryError(problems)
        self._write(before, after)

    def _write(self, before: Document, after: Document) -> None:
        if after.text == before.text:
            self.dialogue.say("Nothing has changed · Ничего не изменилось.")
            return
        write(self.settings.root, before, after)
        old, new = (d.blocks()[self.entry_id].fields for d in (before, after))
        line = after.span(self.entry_id)[0] + 1
        names = [name for name in ENTRY if old.get(name) != new.get(name)]
        self.dialogue.say(f"{after.file}:{line}: {self.entry_id}: {', '.join(names) or 'layout'}")
        told = [n for n in TRANSLATED if unwrap(old.get(n) or "") != unwrap(new.get(n) or "")]
        if told:
            self.dialogue.say(_FUZZY.format(fields=", ".join(told), update=UPDATE_COMMAND))
        if told and "reviewed" not in names:
            today, day = self.today.isoformat(), new["reviewed"]
            self.dialogue.say(_UNREVIEWED.format(day=day, id=self.entry_id, today=today))

    def _kept(self, text: str) -> RyadomError:
        path = drafts.new_path(self.settings, f"{self.entry_id}-edit")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        name = drafts.named(path, self.settings.root)
        return RyadomError(_KEPT.format(path=name, id=self.entry_id))
