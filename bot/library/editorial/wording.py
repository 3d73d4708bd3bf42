"""The rules about single words: to avoid, to quote, to keep behind a warning, to refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.languages import SOURCE_LANGUAGE
from bot.library.editorial.finding import Finding
from bot.library.editorial.texts import DOCUMENT_TITLE, Text
from bot.library.editorial.vocabulary import Word

_QUOTATIONS = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’|\"[^\"\n]*\"")
_CONTACTS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.\w+)*"
    r"|(?<!\w)@\w{4,}"
    r"|https?://\S+|www\.\S+|\bt\.me\b\S*"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|me|info|ru|su|uk|eu)\b(?:/[^\s;,]*)?"
    r"|\+\d[\d ()-]{7,}|\b8[ -]?\(?800[\d ()-]*|\b\d{3}[- ]\d{2}[- ]\d{2}\b",
    re.IGNORECASE,
)
_FAULTS = {
    "words": "“{found}” is a word to avoid; write: {instead}.",
    "slurs": "a slur stands here, and none is allowed, not even quoted; write: {instead}.",
    "quoted": "“{found}” is a word of others; put it in quotation marks, or write: {instead}.",
    "offices": "“{found}” will be untrue one day or is no title; write: {instead}.",
    "honour": "“{found}” takes over the killers' word; write: {instead}.",
    "graphic": "“{found}” tells how somebody was hurt; keep it behind the warning: {instead}.",
}
_CONTACT_FAULT = "“{found}” is typed out; refer to it by {{contact:…}} or {{source:…}}."


def check_words(text: Text, words: tuple[Word, ...]) -> Iterator[Finding]:
    """Listed words that must not stand in a text as they do."""
    for word in words:
        foreign = word.language != text.language
        if foreign or word.rule not in _FAULTS or _is_allowed(text, word.rule):
            continue
        for pattern in word.patterns:
            for match in pattern.finditer(text.text):
                if word.rule == "quoted" and is_quoted(text.text, match.start(), match.end()):
                    continue
                fault = _FAULTS[word.rule].format(found=match[0].strip(), instead=word.instead)
                yield Finding(text, word.rule, match.start(), match.end(), fault)


def check_contacts(text: Text) -> Iterator[Finding]:
    """E-mail and web addresses, handles and telephone numbers typed out."""
    for match in _CONTACTS.finditer(text.text):
        fault = _CONTACT_FAULT.format(found=match[0].strip())
        yield Finding(text, "contacts", match.start(), match.end(), fault)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a part of a text stands inside quotation marks."""
    spans = (match.span() for match in _QUOTATIONS.finditer(text))
    return any(opened < start and end < closed for opened, closed in spans)


def _is_allowed(text: Text, rule: str) -> bool:
    """A title is a quotation, its translation in our words; a warning admits what is graphic."""
    if text.part == DOCUMENT_TITLE:
        ours = text.language != SOURCE_LANGUAGE
        return rule != "slurs" and not (rule == "words" and ours)
    return rule == "graphic" and text.guarded
