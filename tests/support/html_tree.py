"""A page as a tree, to be asked what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = ("meta", "input", "br", "img", "link")


@dataclass
class Node:
    """An element."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return (self.attributes.get("class") or "").split()

    def all(self, name: str = "", class_: str = "", **attributes: str) -> Iterator[Node]:
        """The elements below with this name, class and attributes, in order."""
        for part in self.inside:
            if isinstance(part, str):
                continue
            wanted = (not name or part.name == name) and (not class_ or class_ in part.classes)
            if wanted and attributes.items() <= part.attributes.items():
                yield part
            yield from part.all(name, class_, **attributes)

    def one(self, name: str = "", class_: str = "", **attributes: str) -> Node:
        """The first such element."""
        return next(self.all(name, class_, **attributes))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag not in EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse(html: str) -> Node:
    """The tree of a page in which every element is closed."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, "an element is left open"
    return builder.open[0]
