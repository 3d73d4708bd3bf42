"""The names of the intents that domain.yml lists."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.library.blocks import read_text
from bot.library.yaml_nodes import compose


def read_intents(root: Path) -> frozenset[str]:
    """The intents of domain.yml; none where it cannot be read, which `read_responses` tells."""
    try:
        domain = compose(read_text(root / "domain.yml", "domain.yml", []))
    except yaml.YAMLError:
        return frozenset()
    for key, value in domain.value if isinstance(domain, yaml.MappingNode) else ():
        if key.value == "intents" and isinstance(value, yaml.SequenceNode):
            return frozenset(_name(item) for item in value.value)
    return frozenset()


def _name(item: yaml.Node) -> str:
    """`clear` of `- clear` and of `- clear: {use_entities: []}`."""
    if isinstance(item, yaml.MappingNode) and item.value:
        return str(item.value[0][0].value)
    return str(item.value)
