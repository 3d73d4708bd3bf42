"""`ryadom faq edit`: fields of an entry, or its whole text, changed where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import typer

from bot.cli.faq import drafts
from bot.cli.faq.assignments import assignment, refuse
from bot.cli.faq.dialogue import Dialogue, Interrupted
from bot.cli.faq.document import Document
from bot.cli.faq.editor import EditorError
from bot.cli.faq.emission import LONG, Values, wrapped
from bot.cli.faq.faults import by_field
from bot.cli.faq.naming import FOLDER
from bot.cli.faq.trial import faults, write
from bot.cli.locales.update import UPDATE_COMMAND
from bot.errors import LibraryError, Problem, RyadomError
from bot.library.blocks import unwrap
from bot.library.loader import ENTRY
from bot.settings import Settings
from bot.text import fold

TRANSLATED = ("question", "answer", "details")

_ALIKE = "The entry has '{way}' already ({language}); write another way."
_FUZZY = """\
The English of {fields} has changed: its translations will be fuzzy, and readers get the English
until they are mended. Bring the PO files up to date with '{update}'."""
_UNREVIEWED = """\
'reviewed' is still {day}. When all of it has been checked against its sources:
  ryadom faq edit {id} --set reviewed={today}"""
_NOTHING = "Nothing was written: the library would not be right."
_GO_ON = "Go on with it? Продолжить?"
_KEPT = """\
Nothing was written to the library. The text is kept in {path}; go on with
  ryadom faq edit {id} --from {path}"""
_KEPT_FIELD = """\
Nothing was written to the library. What was written is kept in {path}; mend it, and put it into
  ryadom faq edit {id} --field {field}"""


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
        after, twice = before.with_fields(self.entry_id, values), list[str]()
        for language, words in ways:
            asked = after.blocks()[self.entry_id].fields.get("asked_as") or {}
            if fold(words) in map(fold, asked.get(language) or ()):
                twice.append(_ALIKE.format(way=words, language=language))
            else:
                after = after.with_way(self.entry_id, language, words)
        if problems := self._faults(before, after):
            self.dialogue.say("\n".join([_NOTHING, *twice]))
            raise LibraryError(problems)
        refuse(twice)
        self._write(before, after)

    def field(self, name: str) -> None:
        """One field, in the editor or line by line, until it is right or the person leaves it.

        Raises:
            RyadomError: the field is not changed so; or it was left, and the text is kept.
        """
        assignment(f"{name}=")
        before = find(self.settings.root, self.entry_id)
        present = before.blocks()[self.entry_id].fields.get(name) or ""
        old = wrapped(present) if name in LONG else present

        def asked(typed: str) -> str:
            if self.dialogue.editor:
                return self.dialogue.edited(typed + "\n").strip()
            return (self.dialogue.text if name in LONG else self.dialogue.ask)(name, typed)

        def changed(typed: str) -> Document:
            return before.with_fields(self.entry_id, dict([assignment(f"{name}={typed}")]))

        text = ", ".join(old) if isinstance(old, list) else str(old)
        self._until_right(before, text, asked, changed, name)

    def whole(self, given: Path | None = None) -> None:
        """The whole text, in the editor until it is right or the person leaves it.

        Args:
            given: a file with the text as it should be, instead of the editor.

        Raises:
            LibraryError: the given text would not be right.
            RyadomError: there is no editor; or it was left, and the text is kept.
        """
        before = find(self.settings.root, self.entry_id)

        def changed(text: str) -> Document:
            return before.with_block(self.entry_id, text.rstrip() + "\n")

        if given is None:
            text = before.block(self.entry_id)
            return self._until_right(before, text, self.dialogue.edited, changed)
        if not given.is_file():
            raise RyadomError(f"there is no file {given}; correct the name.")
        return self._settle(before, changed(Document.read(given.resolve().parent, given.name).text))

    def _until_right(
        self,
        before: Document,
        text: str,
        ask: Callable[[str], str],
        changed: Callable[[str], Document],
        field: str = "",
    ) -> None:
        """Ask until what comes of the text is right; nothing that was written is ever lost.

        Args:
            before: the file as it is.
            text: what the person begins with.
            ask: the text as the person makes it.
            changed: the file with it.
            field: the field that the text is, if it is not the whole entry.
        """

        def draft() -> tuple[bytes, str]:
            if not field:
                return text.encode(), ""
            try:
                return changed(text).block(self.entry_id).encode(), ""
            except Exception:  # whatever YAML makes of it, the text itself is there
                return text.encode(), field

        began = text
        while True:
            try:
                text = ask(text)
                return self._settle(before, changed(text))
            except EditorError as error:
                if not error.left and text == began:
                    raise
                kept = (error.left, field) if error.left else draft()
                raise self._kept(str(error), *kept) from None
            except typer.Abort as error:
                text = error.text if isinstance(error, Interrupted) else text
                if text == began:
                    raise
                self.dialogue.say()
                raise self._kept("", *draft()) from None
            except LibraryError as error:
                self.dialogue.say(f"{_NOTHING}\n{error}")
                if not self._goes_on():
                    raise self._kept("", *draft()) from None
            except RyadomError as error:
                raise self._kept(str(error), *draft()) from None
            except KeyboardInterrupt:
                raise self._kept("", *draft()) from None

    def _goes_on(self) -> bool:
        """Whether the person wants to go on; leaving the question is no."""
        try:
            return self.dialogue.yes(_GO_ON)
        except (typer.Abort, KeyboardInterrupt):
            self.dialogue.say()
            return False

    def _settle(self, before: Document, after: Document) -> None:
        if problems := self._faults(before, after):
            raise LibraryError(problems)
        self._write(before, after)

    def _faults(self, before: Document, after: Document) -> list[Problem]:
        found = faults(self.settings.root, after, self.entry_id, self.today)
        return list(by_field(found, before, after, self.entry_id))

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

    def _kept(self, why: str, text: bytes, field: str = "") -> RyadomError:
        """What was written put by, and the sentence that says why and where."""
        path = drafts.keep(self.settings, f"{self.entry_id}-{field or 'edit'}", text)
        name = drafts.named(path, self.settings.root)
        said = (_KEPT_FIELD if field else _KEPT).format(path=name, id=self.entry_id, field=field)
        return RyadomError(f"{why}\n{said}".strip())
