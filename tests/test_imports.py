"""Imports go one way: layers, the places of rasa and telegram, no circles."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.imports import imported, modules

MODULES = modules()
KNOWN = set(MODULES)
IMPORTS = {name: set(imported(path.read_text("utf-8"), KNOWN)) for name, path in MODULES.items()}
LAYERS = (
    {"environment", "errors", "settings"},
    {"languages", "logs", "privacy", "reviews", "scrubbing", "text", "transliteration"},
    {"library", "store"},
    {"retrieval"},
    {"assistant", "telegram"},
    {"cli"},
    {"__main__"},
)
LAYER = {area: number for number, areas in enumerate(LAYERS) for area in areas}


def area(module: str) -> str:
    """`library` of `bot.library.loader`."""
    return module.split(".")[1]


def may_import(importer: str, target: str) -> bool:
    """Whether one of our modules may import another one."""
    own, other = area(importer), area(target)
    if own == other:
        return True
    if own == "telegram":
        return other == "errors"
    single_modules = LAYER[own] < LAYER["library"]
    return LAYER[other] < LAYER[own] or (single_modules and LAYER[other] == LAYER[own])


def test_every_part_has_its_layer() -> None:
    assert {area(name) for name in MODULES if "." in name} == set(LAYER)


@pytest.mark.parametrize("name", [name for name in MODULES if "." in name])
def test_imports_go_downward(name: str) -> None:
    ours = {target for target in IMPORTS[name] if target.startswith("bot.")}
    assert [target for target in sorted(ours) if not may_import(name, target)] == []


def touching(path: Path) -> str:
    """The lines of a module that touch the environment."""
    lines = ast.unparse(ast.parse(path.read_text("utf-8"))).splitlines()
    return "\n".join(line for line in lines if "os.environ" in line or "getenv" in line)


def places(package: str) -> set[str]:
    """The parts of the program that import a package."""
    return {
        area(name)
        for name, targets in IMPORTS.items()
        if any(target.split(".")[0] == package for target in targets)
    }


def test_the_places_of_rasa_and_of_telegram() -> None:
    assert places("rasa") == {"assistant", "telegram", "cli"}
    assert places("telegram") == {"telegram"}


def test_the_environment_is_read_in_one_place() -> None:
    read = re.compile(r"getenv|environb?\b(?!\[[^]]+\] = )(?!\.setdefault\()")
    readers = [name for name, path in MODULES.items() if read.search(touching(path))]
    assert readers == ["bot.settings"]


def test_nothing_goes_round_in_circles() -> None:
    done: set[str] = set()

    def follow(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name in done:
            return
        for target in IMPORTS[name] & KNOWN - {"bot", name}:
            follow(target, (*path, name))
        done.add(name)

    for name in MODULES:
        follow(name, ())


@pytest.mark.parametrize("name", MODULES)
def test_names_say_what_a_module_is(name: str) -> None:
    assert not {"utils", "util", "helpers", "helper", "manager", "misc"} & set(name.split("."))
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize(
    ("importer", "target", "allowed"),
    [
        ("bot.library.loader", "bot.errors", True),
        ("bot.library.loader", "bot.library.model", True),
        ("bot.library.loader", "bot.retrieval.index", False),
        ("bot.library.loader", "bot.store.store", False),
        ("bot.store.store", "bot.library.loader", False),
        ("bot.store.store", "bot.settings", True),
        ("bot.store.store", "bot.assistant.wishes", False),
        ("bot.assistant.wishes", "bot.store.store", True),
        ("bot.telegram.client", "bot.store.store", False),
        ("bot.scrubbing", "bot.text", True),
        ("bot.scrubbing", "bot.library.model", False),
        ("bot.errors", "bot.settings", True),
        ("bot.errors", "bot.text", False),
        ("bot.transliteration", "bot.text", True),
        ("bot.telegram.client", "bot.errors", True),
        ("bot.telegram.client", "bot.settings", False),
        ("bot.telegram.client", "bot.assistant.agent", False),
        ("bot.assistant.agent", "bot.telegram.client", False),
        ("bot.assistant.agent", "bot.cli.terminal", False),
        ("bot.cli.terminal", "bot.assistant.agent", True),
        ("bot.cli.terminal", "bot.__main__", False),
        ("bot.__main__", "bot.cli.terminal", True),
    ],
)
def test_the_rule(importer: str, target: str, allowed: bool) -> None:
    assert may_import(importer, target) is allowed


def test_imports_inside_functions_are_seen() -> None:
    source = (
        "def f():\n    from bot import errors\n    import rasa.core\n    from bot.text import x"
    )
    assert list(imported(source, KNOWN)) == ["bot.errors", "rasa.core", "bot.text"]
