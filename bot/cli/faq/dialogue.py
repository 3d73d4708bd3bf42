"""Asks a person, in English and Russian, for one thing at a time."""

from __future__ import annotations

import re
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from bot.errors import RyadomError

YES = frozenset({"y", "yes", "д", "да"})
NO = frozenset({"n", "no", "н", "нет"})
PLAIN_YES = frozenset({"yes", "да"})
"""What counts where a single letter may be a slip of the finger."""

END = "."
EDITOR = "e"
"""Alone on a line: the end of a text, and the wish to write it in an editor."""

_LINES = "  (lines, then a line with a dot alone{editor} · строки, затем точка на отдельной строке)"
_OR_EDITOR = "; 'e' opens an editor"
_NO_EDITOR = "No editor is set: set EDITOR, for example  export EDITOR=nano"

Fault = Callable[[str], str]
"""What is wrong with an answer, as a sentence; the empty text where nothing is."""


class Dialogue:
    """Prompts on the terminal. Ctrl-C and the end of the input raise typer.Abort everywhere."""

    def __init__(self, editor: str = "") -> None:
        """Take the command of the person's editor; without one, texts are typed line by line."""
        self.editor = editor

    def say(self, text: str = "") -> None:
        """Print a text."""
        typer.echo(text)

    def ask(self, prompt: str, default: str = "", fault: Fault = lambda answer: "") -> str:
        """One line; asked again while something is wrong with it."""
        while True:
            answer = typer.prompt(prompt, default=default, show_default=bool(default))
            answer = str(answer).strip()
            said = fault(answer)
            if not said:
                return answer
            self.say(f"  {said}")

    def yes(self, prompt: str, accepted: frozenset[str] = YES) -> bool:
        """Whether the person says yes; nothing at all is no."""
        while True:
            answer = self.ask(f"{prompt} [yes/no · да/нет]").lower()
            if answer in accepted:
                return True
            if not answer or answer in NO:
                return False
            self.say("  Write yes or no · Напишите да или нет.")

    def choose(self, prompt: str, choices: Sequence[str], default: str = "") -> str:
        """One of the choices, by its number or its name."""
        numbers = {str(number): choice for number, choice in enumerate(choices, 1)}

        def fault(answer: str) -> str:
            known = answer in choices or answer in numbers
            return "" if known else f"Choose one of {', '.join(choices)}, or its number."

        answer = self.ask(prompt, default, fault)
        return numbers.get(answer, answer)

    def several(self, prompt: str, suggested: Sequence[str]) -> list[str]:
        """Some of what is suggested, by number, and anything else by name."""
        numbers = {str(number): name for number, name in enumerate(suggested, 1)}
        answers = [a for a in re.split(r"[,\s]+", self.ask(prompt)) if a]
        return list(dict.fromkeys(numbers.get(answer, answer) for answer in answers))

    def text(self, prompt: str, before: str = "") -> str:
        """A text of several lines."""
        self.say(prompt)
        self.say(_LINES.format(editor=_OR_EDITOR if self.editor else ""))
        lines: list[str] = []
        while (line := str(typer.prompt("", default="", show_default=False, prompt_suffix=""))) != (
            END
        ):
            if line.strip() == EDITOR and self.editor and not lines:
                return self.edited(before).strip()
            lines.append(line)
        return "\n".join(lines).strip()

    def edited(self, text: str) -> str:
        """A text as the person leaves it in their editor.

        Raises:
            RyadomError: there is no editor, or it failed.
        """
        if not self.editor:
            raise RyadomError(_NO_EDITOR)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "entry.yml"
            path.write_text(text, "utf-8")
            try:
                command = [*shlex.split(self.editor), str(path)]
                subprocess.run(command, check=True)  # noqa: S603 - the person's own editor
                return path.read_text("utf-8")
            except (OSError, ValueError, subprocess.CalledProcessError) as error:
                raise RyadomError(f"The editor '{self.editor}' failed; set EDITOR.") from error
