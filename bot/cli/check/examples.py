"""nlu/*.yml: what people say, by intent, in the form that Rasa reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from bot.errors import Problem
from bot.library.blocks import read_text
from bot.library.yaml_nodes import compose, fault_of

VERSION = "3.1"
"""Of the form of training data; Rasa leaves a file of another one out."""

_KINDS = ("intent", "regex")
_EMPTY = "is empty; write intents into it or delete the file."
_FORM = "must hold 'nlu:' and under it items that begin with '- intent: …' or '- regex: …'."
_VERSION = f"must be '{VERSION}', in quotation marks."
_ITEM = "must begin with '- intent: …' or '- regex: …', and have 'examples: |' below it."
_EXAMPLES = "'examples' must be followed by '|', and each example stand on a line with '- '."
_NO_EXAMPLE = "has no examples; write some or delete it."
_BLANK = "holds nothing after '-'; write an example or delete the line."
_UNREAD = "must begin with '- ' under the line above, or it is not read."


def check_examples(root: Path, intents: Collection[str]) -> Iterator[Problem]:
    """What keeps the files from being learnt from as they are meant.

    Args:
        root: the repository's folder.
        intents: those of domain.yml; where there are none, no intent is called unknown.
    """
    for path in sorted((root / "nlu").glob("*.yml")):
        file = path.relative_to(root).as_posix()
        unread: list[Problem] = []
        text = read_text(path, file, unread)
        yield from unread or _of_text(text, file, intents)


def _of_text(text: str, file: str, intents: Collection[str]) -> Iterator[Problem]:
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        yield Problem(file, *fault_of(error))
        return
    if node is None:
        yield Problem(file, 0, _EMPTY)
        return
    if not isinstance(node, yaml.MappingNode):
        yield Problem(file, 1, _FORM)
        return
    yield from _fields(node, file, ("version", "nlu"))
    fields = {key.value: value for key, value in node.value}
    version, items = fields.get("version"), fields.get("nlu")
    if version and (version.value, version.tag[-4:]) != (VERSION, ":str"):
        yield Problem(file, version.start_mark.line + 1, f"'version' {_VERSION}")
    if not isinstance(items, yaml.SequenceNode):
        yield Problem(file, items.start_mark.line + 1 if items else 0, _FORM)
        return
    for item in items.value:
        yield from _item(item, file, intents)


def _fields(node: yaml.MappingNode, file: str, known: tuple[str, ...]) -> Iterator[Problem]:
    seen = set()
    for key, _ in node.value:
        line, name = key.start_mark.line + 1, str(key.value)
        if name not in known:
            expected = ", ".join(f"'{field}'" for field in known)
            yield Problem(file, line, f"'{name[:30]}' is not known here; {expected} are.")
        elif name in seen:
            yield Problem(file, line, f"'{name}' stands twice; keep one.")
        seen.add(name)


def _item(node: yaml.Node, file: str, intents: Collection[str]) -> Iterator[Problem]:
    line = node.start_mark.line + 1
    fields = {k.value: v for k, v in node.value} if isinstance(node, yaml.MappingNode) else {}
    kinds = [kind for kind in _KINDS if isinstance(fields.get(kind), yaml.ScalarNode)]
    if len(kinds) != 1 or not isinstance(node, yaml.MappingNode):
        yield Problem(file, line, _ITEM)
        return
    (kind,) = kinds
    name = fields[kind].value
    yield from _fields(node, file, (kind, "examples"))
    if intents and name not in intents:
        fault = f"the intent '{name}' is not in domain.yml; correct the name, or add it there."
        yield Problem(file, fields[kind].start_mark.line + 1, fault)
    examples = fields.get("examples")
    if examples is None:
        yield Problem(file, line, f"'{name}' {_NO_EXAMPLE}")
    elif not isinstance(examples, yaml.ScalarNode) or examples.style != "|":
        yield Problem(file, examples.start_mark.line + 1, _EXAMPLES)
    elif not examples.value.strip():
        yield Problem(file, line, f"'{name}' {_NO_EXAMPLE}")
    else:
        yield from _lines(examples, file, kind)


def _lines(examples: yaml.ScalarNode, file: str, kind: str) -> Iterator[Problem]:
    for number, line in enumerate(examples.value.splitlines(), examples.start_mark.line + 2):
        text = line[1:].strip()
        if not line.startswith("-"):
            if line.strip() and not line.startswith("#"):
                yield Problem(file, number, _UNREAD)
        elif not text:
            yield Problem(file, number, _BLANK)
        elif kind == "regex":
            try:
                re.compile(text)
            except re.error as error:
                fault = f"this regular expression cannot be used ({error.msg}); mend it."
                yield Problem(file, number, fault)
