"""Asks a person, in English and Russian, for one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import typer

from bot.cli.faq.editor import edited

YES = frozenset({"y", "yes", "д", "да"})
NO = frozenset({"n", "no", "н", "нет"})
PLAIN_YES = frozenset({"yes", "да"})
"""What counts where a single letter may be a slip of the finger."""

END = "."
EDITOR = "e"
"""Alone on a line: the end of a text, and the wish to write it in an editor."""

_LINES = "  (lines, then a line with a dot alone{editor} · строки, затем точка на отдельной строке)"
_OR_EDITOR = "; 'e' opens an editor"
_BEFORE = "As it is; an empty text leaves it so · сейчас так; пустой текст ничего не меняет:"

Fault = Callable[[str], str]
"""What is wrong with an answer, as a sentence; the empty text where nothing is."""


class Interrupted(typer.Abort):
    """A text was left with Ctrl-C while it was being typed.

    Attributes:
        text: what there was before, if anything, and under it what had been typed.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Dialogue:
    """Prompts on the terminal. Ctrl-C and the end of the input raise typer.Abort; the end of the
    input ends a text of several lines."""

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

    def several(
        self, prompt: str, suggested: Sequence[str], fault: Fault = lambda answer: ""
    ) -> list[str]:
        """Some of what is suggested, by number, and anything else by name.

        Args:
            prompt: the question.
            suggested: what the numbers from 1 stand for.
            fault: what is wrong with one of the names; then all is asked again.
        """
        numbers = {str(number): name for number, name in enumerate(suggested, 1)}

        def named(typed: str) -> list[str]:
            answers = [a for a in re.split(r"[,\s]+", typed) if a]
            return list(dict.fromkeys(numbers.get(answer, answer) for answer in answers))

        def faults(typed: str) -> str:
            return "\n  ".join(said for name in named(typed) if (said := fault(name)))

        return named(self.ask(prompt, fault=faults))

    def text(self, prompt: str, before: str = "") -> str:
        """A text of several lines; what there was before, where nothing is typed.

        Raises:
            Interrupted: it was left with Ctrl-C.
            EditorError: the person wanted their editor, and it failed.
        """
        self.say(prompt)
        if before:
            self.say("\n".join([_BEFORE, *(f"  | {line}" for line in before.split("\n"))]))
        self.say(_LINES.format(editor=_OR_EDITOR if self.editor else ""))
        lines: list[str] = []
        while (line := self._line("\n".join(lines).strip(), before)) != END:
            if line.strip() == EDITOR and self.editor and not lines:
                return self.edited(before).strip()
            lines.append(line)
        return "\n".join(lines).strip() or before

    def edited(self, text: str) -> str:
        """A text as the person leaves it in their editor.

        Raises:
            EditorError: there is no editor, or it failed.
        """
        return edited(self.editor, text)

    def _line(self, typed: str, before: str) -> str:
        """The next line of a text; the end of the input is END where there is something to end."""
        try:
            return str(typer.prompt("", default="", show_default=False, prompt_suffix=""))
        except typer.Abort as abort:
            if isinstance(abort.__context__, EOFError) and (typed or before):
                self.say()
                return END
            raise Interrupted("\n\n".join(filter(None, (before, typed)))) from None
