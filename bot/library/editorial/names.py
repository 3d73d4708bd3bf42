"""The rule about names: whoever is named is on the list of those who are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.languages import SOURCE_LANGUAGE
from bot.library.editorial.finding import Finding
from bot.library.editorial.texts import DOCUMENT_TITLE, Text
from bot.library.editorial.vocabulary import Name

_WORD = r"[A-ZА-ЯЁ][a-zа-яё]+(?:[A-ZА-ЯЁ][a-zа-яё]+)*(?:[-’'](?!s\b)[A-ZА-ЯЁa-zа-яё]+)*"
_LINK = r"[ \u00a0]+(?:(?:al|bin|ibn|de|van|von|der|оглы|кызы)[ \u00a0]+)?"
_RUN = re.compile(
    rf"(?<!\w){_WORD}(?:{_LINK}{_WORD})+"
    rf"|(?<!\w)(?:[A-ZА-ЯЁ]\.[ \u00a0]?){{1,2}}{_WORD}"
    rf"|(?<!\w){_WORD}[ \u00a0][A-ZА-ЯЁ]\.(?!\w)(?:[ \u00a0]?{_WORD})?"
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:]|\n-|\n)[\s“\"«„‘(]*$")
_OPENINGS = re.compile(
    r"(?:in|on|at|by|to|from|of|for|with|since|until|before|after|between|inside|outside|only|"
    r"the|a|an|so|then|when|where|if|that|this|these|its|his|her|their|did|does|do|is|was|can|"
    r"and|but|as|later|even|"
    r"в|во|на|из|с|со|от|до|за|к|ко|по|при|для|против|после|внутри|вне|и|а|но|как|когда|если|"
    r"сам|сама|само|сами|это|эта|этот|также|только|глава|представитель|пресс-секретарь|президент|"
    r"министр|власти|организация|издание|журналист|журналистка)[ \u00a0]+",
    re.IGNORECASE,
)
_VOWELS = "аеёийоуыьэюя"
_LONGEST_ENDING = 3
_FAULT = (
    "“{found}” is not in responses/editorial/names.yml; leave a private person's name out, add a "
    "public one with the reason."
)


class Register:
    """The listed names as they occur in a text, Russian ones in every case."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        spellings = {s: name.kind for name in names for s in (name.en, name.ru, *name.also) if s}
        longest_first = sorted(spellings, key=len, reverse=True)
        speakers = [s for s in longest_first if spellings[s] == "organisation"]
        self._known = _any_of(longest_first)
        self._speakers = _any_of(speakers)

    def names_a_speaker(self, text: str) -> bool:
        """Whether an organisation is named that can answer for a claim."""
        return bool(self._speakers.search(text))

    def without_listed(self, text: str) -> str:
        """The text with dots for the listed names, one for one: places stay what they are."""
        return self._known.sub(lambda match: "·" * len(match[0]), text)

    def check(self, text: Text) -> Iterator[Finding]:
        """Names in a text that are not listed."""
        if text.part == DOCUMENT_TITLE and _capitals_tell_nothing(text):
            return
        rest = self.without_listed(text.text)
        for match in _RUN.finditer(rest):
            start = match.start()
            if _SENTENCE_BEGINS.search(rest[:start]):
                opening = _OPENINGS.match(match[0])
                start += opening.end() if opening else 0
            found = rest[start : match.end()]
            if re.search(r"[ \u00a0.]", found):
                fault = _FAULT.format(found=found)
                yield Finding(text, "names", start, match.end(), fault)


def _capitals_tell_nothing(text: Text) -> bool:
    """English titles Often Look Like This; their translations show the names."""
    words = re.findall(r"\b[^\W\d_]{3,}", text.text)
    capitals = sum(word[0].isupper() for word in words)
    return text.language == SOURCE_LANGUAGE and 3 * capitals > 2 * len(words) > 4


def _any_of(spellings: list[str]) -> re.Pattern[str]:
    if not spellings:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spelling, spellings))})(?!\w)")


def _spelling(name: str) -> str:
    return r"\s+".join(_declined(word) for word in name.split())


def _declined(word: str) -> str:
    if not re.fullmatch(r"[А-ЯЁа-яё-]{3,}", word):
        return re.escape(word)
    stem = word[:-2] + word[-2:].rstrip(_VOWELS)
    return rf"{re.escape(stem)}\w{{0,{_LONGEST_ENDING}}}"
