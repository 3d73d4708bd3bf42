"""The conversational replies: the `responses` of domain.yml, read live like the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Problem
from bot.library.blocks import unwrap


@dataclass(frozen=True)
class Response:
    """A reply.

    Attributes:
        text: English, with references.
        buttons: (title, payload) of each.
        once: payloads of the buttons that vanish once one of them is pressed.
    """

    text: str
    buttons: tuple[tuple[str, str], ...]
    once: frozenset[str] = frozenset()


def read_responses(path: Path, problems: list[Problem]) -> dict[str, Response]:
    """The responses of a domain file, by name.

    Args:
        path: domain.yml.
        problems: receives what is wrong.
    """
    try:
        domain = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}
        responses = domain["responses"]
        return {name: _response(variants[0]) for name, variants in responses.items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        message = "cannot be read; check the spaces at the line's start and the quotes."
        problems.append(Problem(path.name, mark.line + 1 if mark else 0, message))
    except (KeyError, IndexError, TypeError, AttributeError):
        message = "each of 'responses' must hold a list whose first item has a 'text'."
        problems.append(Problem(path.name, 0, message))
    return {}


def _response(variant: dict[str, Any]) -> Response:
    buttons = variant.get("buttons") or ()
    return Response(
        unwrap(variant["text"]),
        tuple((button["title"], button["payload"]) for button in buttons),
        frozenset(button["payload"] for button in buttons if button.get("once")),
    )
