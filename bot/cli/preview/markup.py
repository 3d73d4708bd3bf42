"""HTML put together so that nothing unescaped can get into it."""

from __future__ import annotations

from html import escape

_WITHOUT_CONTENT = ("meta", "input")


class Markup(str):
    """HTML. Every other text is escaped when it is put into some."""

    __slots__ = ()


def element(name: str, *inside: str | None, **attributes: str | bool | None) -> Markup:
    """An element with what stands in it.

    Args:
        name: the tag's name.
        inside: Markup as it is, any other text escaped; None is left out.
        attributes: a name's trailing underscore is dropped and the others are hyphens; True is an
            attribute without a value, False and None are none.
    """
    opening = name + "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _WITHOUT_CONTENT:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{joined(*inside)}</{name}>")


def joined(*parts: str | None) -> Markup:
    """These parts one after another, as `element` takes them."""
    return Markup(
        "".join(p if isinstance(p, Markup) else escape(p) for p in parts if p is not None)
    )


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
