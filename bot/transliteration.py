"""Russian typed in Latin letters and back. Serves matching only; it is never shown."""

from __future__ import annotations

import re

from bot.text import clean, fold

# Longest piece first. Beside the standard spellings (GOST 7.79, ISO 9, BGN/PCGN) those of
# people without a Cyrillic keyboard: x, w, 4, 6 and the apostrophe.
_CYRILLIC_OF = dict(
    pair.split(":")
    for pair in (
        "shch:щ iya:ия ija:ия sch:щ zh:ж kh:х ts:ц ch:ч sh:ш yo:е jo:е yu:ю ju:ю ya:я ja:я "
        "ia:ия ye:е yi:ы iy:ий ij:ий ck:к ph:ф a:а b:б c:ц d:д e:е f:ф g:г h:х i:и j:й k:к l:л "
        "m:м n:н o:о p:п q:к r:р s:с t:т u:у v:в w:в x:х y:ы z:з ':ь 4:ч 6:ш"
    ).split()
)
_PIECE = re.compile("|".join(re.escape(piece) for piece in _CYRILLIC_OF))
_Y_AFTER_VOWEL = re.compile(r"(?<=[аеиоуыэюя])ы")

_ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SCHEMES = tuple(
    dict(zip(_ALPHABET, scheme.split(), strict=True))
    for scheme in (
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya",
        "a b v g d e j z i i k l m n o p r s t u f h c ch sh sch _ y _ e u ia",
        "a b v g d e zh z i j k l m n o p r s t u f x c 4 w sh _ i ' e ju ja",
    )
)


def to_cyrillic(text: str) -> str:
    """A text in Latin letters read as Russian; folded. "kak pomoch" → «как помоч»."""
    lowered = clean(text).lower().replace("ё", "е")
    cyrillic = _PIECE.sub(lambda piece: _CYRILLIC_OF[piece.group()], lowered)
    return fold(_Y_AFTER_VOWEL.sub("й", cyrillic))


def to_latin(text: str) -> list[str]:
    """A Russian text in Latin letters, once for each of three ways people type it; folded."""
    folded = fold(text)
    return ["".join(scheme.get(c, c) for c in folded).replace("_", "") for scheme in _SCHEMES]
