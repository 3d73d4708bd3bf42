"""`ryadom faq new`: an entry from its question to the file, with a draft kept all the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from bot.cli.faq import drafts
from bot.cli.faq.document import Document
from bot.cli.faq.editor import EditorError
from bot.cli.faq.emission import Values, block_text
from bot.cli.faq.lines import entry_spans
from bot.cli.faq.naming import full_file, suggested_file, suggested_id
from bot.cli.faq.steps import Steps
from bot.cli.faq.trial import faults, write
from bot.cli.locales.update import UPDATE_COMMAND
from bot.errors import LibraryError, Problem, RyadomError

ALL = "all"
CHECKED = ("question", "answer", "details", "sources")
"""Fields that a review is of."""

ON_TRIAL = "on-trial"
"""The file of an entry of which nobody knows where it belongs; it is never written."""

_KEPT = """\
Nothing was written to the library. The draft is {path}; go on with
  ryadom faq new --draft {path}"""
_ALIKE = "The nearest entries that there are · ближайшие записи:"
_ANOTHER = "Add yours all the same? Всё равно добавить?"
_MEND = "Field to mend, 'all' for the whole in an editor, Enter to keep the draft · что исправить"
_NOT_CHECKED = (
    "An entry goes into the library when somebody has checked all of it against its sources."
)
_LEFT = "What the editor saved is kept in {path}."
_WRITTEN = """\
Written: {file}, '{id}'.
Next: '{update}' brings it to the translators; 'ryadom ask' shows how it is found."""


class Unfinished(RyadomError):
    """The entry was left; its draft is kept, and the sentence says where."""


@dataclass
class Creation:
    """Makes one entry.

    Attributes:
        steps: what asks.
        draft: where the draft is kept, None while it has no name yet.
    """

    steps: Steps
    draft: Path | None = None

    def ask(self) -> None:
        """Ask for what is missing, then write the entry.

        Raises:
            Unfinished: it was left, or cannot be written; the draft is kept and named.
        """
        try:
            self._fill_in()
            documents = self._right()
            if not self.steps.dialogue.yes(f"Write it to {documents[0].file}? Записать?"):
                raise self._unfinished()
        except (typer.Abort, KeyboardInterrupt):
            self.steps.dialogue.say()
            raise self._unfinished() from None
        except Unfinished:
            raise
        except RyadomError as error:
            raise self._stopped(error) from None
        self._write(documents)

    def script(self) -> None:
        """Write the entry as it was given, without a question.

        Raises:
            LibraryError: something is missing or wrong; the draft is kept.
        """
        values, library = self.steps.values, self.steps.edition.library
        values["id"] = values.get("id") or suggested_id(
            str(values.get("question", "")), library.entries
        )
        file, found = self._chosen_file()
        values.setdefault("sources", [])
        self.steps.dialogue.say("\n".join([_ALIKE, *self.steps.similar()]))
        documents = self._documents(file)
        if problems := [*found, *self._problems(documents)]:
            self._keep()
            self.steps.dialogue.say(_KEPT.format(path=self._named()))
            raise LibraryError(problems)
        self._write(documents)

    def _chosen_file(self) -> tuple[str, list[Problem]]:
        """The file it is for, or one on trial and what is wrong."""
        values = self.steps.values
        topic, file = str(values.get("topic") or ""), values.pop("file", "")
        try:
            if file or topic:
                values["file"] = full_file(
                    str(file or suggested_file(topic, self.steps.edition.library))
                )
        except RyadomError as error:
            return full_file(ON_TRIAL), [Problem(self._named(), 0, str(error))]
        return values.get("file") or full_file(ON_TRIAL), []

    def _fill_in(self) -> None:
        values = self.steps.values
        for name, step in self.steps.order.items():
            if name == "reviewed" and not values.get(name):
                self.steps.dialogue.say("\n" + block_text(self._entry()))
            if name not in values or (name == "asked_as" and self.steps.lacks_ways()):
                step()
                self._keep()
            if name == "question":
                self._compare()
            if not values.get("reviewed", True):
                self.steps.dialogue.say(_NOT_CHECKED)
                raise self._unfinished()

    def _compare(self) -> None:
        """The person decides whether another entry is wanted."""
        self.steps.dialogue.say("\n".join([_ALIKE, *self.steps.similar()]))
        if not self.steps.dialogue.yes(_ANOTHER):
            raise self._unfinished()

    def _right(self) -> tuple[Document, Document]:
        """The file before and after, once nothing is wrong any more."""
        while problems := self._problems(self._documents(checked=True)):
            self._keep()
            told = ["", "To mend · исправьте:", *map(str, problems)]
            self.steps.dialogue.say("\n".join(told))
            name = self.steps.dialogue.choose(_MEND, [*self.steps.order, "details", ALL, ""])
            if not name:
                raise self._unfinished()
            self._mend(name)
        if not self.steps.values.get("reviewed"):  # what was checked has been changed since
            self.steps.dialogue.say("\n" + block_text(self._entry()))
            self.steps.reviewed()
            if not self.steps.values["reviewed"]:
                self.steps.dialogue.say(_NOT_CHECKED)
                raise self._unfinished()
        return self._documents()

    def _mend(self, name: str) -> None:
        """One field or all; what is said otherwise afterwards has not been checked any more."""
        values = self.steps.values
        before, day = [values.get(field) for field in CHECKED], values.get("reviewed")
        try:
            if name == ALL:
                self._mend_all()
            elif name == "details":
                self.steps.details()
            else:
                self.steps.order[name]()
        finally:  # also where it is left
            if before != [values.get(field) for field in CHECKED] and values.get("reviewed") == day:
                values.pop("reviewed", None)

    def _mend_all(self) -> None:
        """The whole draft in the person's editor."""
        self._keep()
        try:
            text = self.steps.dialogue.edited(self._path().read_text("utf-8"))
        except EditorError as error:
            raise self._stopped(error) from None
        self._path().write_text(text, "utf-8")
        try:
            values = drafts.load(self._path(), self.steps.settings.root)
        except LibraryError as error:
            self.steps.dialogue.say(str(error))
            raise self._unfinished(keep=False) from None
        self.steps.values.clear()
        self.steps.values.update(values)

    def _problems(self, documents: tuple[Document, Document]) -> list[Problem]:
        """What is wrong, with the lines of the draft where it stands in this entry."""
        after = documents[1]
        root, name = self.steps.settings.root, str(self.steps.values.get("id"))
        found = faults(root, after, name, self.steps.today)
        first = entry_spans(after.text)[-1][0]
        shift = drafts.HEADER.count("\n") - first
        return [
            Problem(self._named(), problem.line + shift, problem.message)
            if problem.file == after.file and problem.line > first
            else problem
            for problem in found
        ]

    def _documents(self, file: str = "", checked: bool = False) -> tuple[Document, Document]:
        """The file before and after.

        Args:
            file: its name, where the entry does not say it.
            checked: whether the entry counts as checked today where it has no such day; that is
                asked when nothing else is wrong.
        """
        file = file or full_file(str(self.steps.values.get("file", "")))
        before, entry = Document.read(self.steps.settings.root, file), self._entry()
        if checked and not entry.get("reviewed"):
            entry["reviewed"] = self.steps.today.isoformat()
        return before, before.with_entry(entry)

    def _write(self, documents: tuple[Document, Document]) -> None:
        before, after = documents
        self._keep()
        try:
            write(self.steps.settings.root, before, after)
        except RyadomError as error:
            raise self._stopped(error) from None
        if self.draft is not None:
            self.draft.unlink(missing_ok=True)
        name = self.steps.values["id"]
        said = _WRITTEN.format(file=after.file, id=name, update=UPDATE_COMMAND)
        self.steps.dialogue.say(said)

    def _entry(self) -> Values:
        return {name: value for name, value in self.steps.values.items() if name != drafts.FILE}

    def _path(self) -> Path:
        if self.draft is None:
            values = self.steps.values
            name = values.get("id") or suggested_id(str(values.get("question") or ""), ())
            self.draft = drafts.new_path(self.steps.settings, str(name))
        return self.draft

    def _keep(self) -> None:
        values = self.steps.values
        if any(values.values()):
            drafts.save(self._path(), values, self.steps.settings.root)

    def _named(self) -> str:
        return drafts.named(self._path(), self.steps.settings.root)

    def _stopped(self, error: RyadomError) -> Unfinished:
        """What went wrong, with where all that was written is kept."""
        said = [str(error)]
        if isinstance(error, EditorError) and error.left:
            name = f"{self._path().stem}-edit"
            path = drafts.keep(self.steps.settings, name, error.left)
            said.append(_LEFT.format(path=drafts.named(path, self.steps.settings.root)))
        return Unfinished("\n".join([*said, str(self._unfinished())]))

    def _unfinished(self, keep: bool = True) -> Unfinished:
        if not any(self.steps.values.values()):
            return Unfinished("Nothing was written · Ничего не записано.")
        if keep:
            self._keep()
        return Unfinished(_KEPT.format(path=self._named()))
