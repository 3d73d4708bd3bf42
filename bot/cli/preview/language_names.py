"""How a language calls itself and which way it is written."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def own_name(code: str) -> str:
    """The language's own name, its code where it is known to nobody."""
    locale = _locale(code)
    name = locale.get_display_name(code) if locale else None
    return name[:1].upper() + name[1:] if name else code


def direction(code: str) -> str:
    """`ltr`, or `rtl` where the language is written from right to left."""
    locale = _locale(code)
    return "rtl" if locale and locale.character_order == "right-to-left" else "ltr"


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
