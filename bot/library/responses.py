"""The conversational replies: the `responses` of domain.yml, read live like the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Problem
from bot.library.blocks import read_text, unwrap
from bot.library.yaml_nodes import compose, fault_of


@dataclass(frozen=True)
class Response:
    """A reply.

    Attributes:
        text: English, with references.
        buttons: (title, payload) of each.
        once: payloads of the buttons that vanish once one of them is pressed.
        line: where it stands in domain.yml.
    """

    text: str
    buttons: tuple[tuple[str, str], ...]
    once: frozenset[str] = frozenset()
    line: int = field(default=0, compare=False)


_FORM = "must be a list whose first item has a 'text', and maybe 'buttons' with title and payload."


def read_responses(path: Path, problems: list[Problem]) -> dict[str, Response]:
    """The responses of a domain file, by name; those that are right, where some are not.

    Args:
        path: domain.yml.
        problems: receives what is wrong.
    """
    before = len(problems)
    text = read_text(path, path.name, problems)
    try:
        lines = _lines(compose(text))
        domain = yaml.load(text, Loader=yaml.CSafeLoader) if lines else {}
    except yaml.YAMLError as error:
        problems.append(Problem(path.name, *fault_of(error)))
        return {}
    except ValueError as error:  # 2017-02-30, say
        problems.append(
            Problem(path.name, 0, f"holds what there is not ({error}); quote or mend it.")
        )
        return {}
    if not lines and len(problems) == before:
        message = "each of 'responses' must hold a list whose first item has a 'text'."
        problems.append(Problem(path.name, 0, message))
    found = {}
    for name, line in lines.items():
        try:
            found[name] = _response(domain["responses"][name][0], line)
        except (KeyError, IndexError, TypeError, AttributeError):
            problems.append(Problem(path.name, line, f"{name}: {_FORM}"))
    return found


def _lines(domain: yaml.Node | None) -> dict[str, int]:
    """The line of every response."""
    for key, value in domain.value if isinstance(domain, yaml.MappingNode) else ():
        if key.value == "responses" and isinstance(value, yaml.MappingNode):
            return {str(name.value): name.start_mark.line + 1 for name, _ in value.value}
    return {}


def _response(variant: dict[str, Any], line: int) -> Response:
    buttons = variant.get("buttons") or ()
    return Response(
        unwrap(variant["text"]),
        tuple((button["title"], button["payload"]) for button in buttons),
        frozenset(button["payload"] for button in buttons if button.get("once")),
        line,
    )
