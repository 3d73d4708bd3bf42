"""What the page itself says, in the languages of those who read it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cli.preview.markup import Markup, element, joined
from bot.languages import SOURCE_LANGUAGE

_LABELS: dict[str, tuple[str, str]] = {
    "title": ("Preview of Ryadom", "Просмотр «Рядом»"),
    "proof": ("Proof sheet", "Корректурный лист"),
    "lead": (
        "Every text as readers get it in Telegram. Buttons lead to what they open; links to "
        "documents lead out of this page, into the web.",
        "Все тексты, какими их видят читатели в Телеграме. Кнопки ведут к тому, что они открывают; "
        "ссылки на документы ведут со страницы в интернет.",
    ),
    "proof_lead": (
        "After each string stands its line in the PO file.",
        "После каждой строки указано её место в PO-файле.",
    ),
    "contents": ("Contents", "Содержание"),
    "filter": ("Filter: words or an id", "Фильтр: слова или id"),
    "gaps": ("Only what is not translated", "Только непереведённое"),
    "skip": ("To the texts", "К текстам"),
    "shown": ("shown", "показано"),
    "replies": ("The program's own replies", "Собственные реплики программы"),
    "topics": ("Lists and choices", "Списки и выбор"),
    "chat": ("Around the chat", "Вокруг чата"),
    "contacts": ("Contacts", "Контакты"),
    "actions": ("Ways to help, one by one", "Способы помочь по отдельности"),
    "sources": ("Sources", "Источники"),
    "todo": ("What readers still get in English", "Что читатель пока видит по-английски"),
    "unseen": (
        "Strings that stand in no message above",
        "Строки, которых нет в сообщениях выше",
    ),
    "ways": ("Ways of asking", "Как спрашивают"),
    "no_ways": (
        "No ways of asking in this language yet.",
        "На этом языке вариантов вопроса пока нет.",
    ),
    "lock": ("Lock screen", "Экран блокировки"),
    "length": ("{number} of {limit} characters", "{number} из {limit} знаков"),
    "too_long": ("too long", "слишком длинно"),
    "part": ("message {number} of {count}", "сообщение {number} из {count}"),
    "documents": ("Sources, as a message", "Источники отдельным сообщением"),
    "card": ("Shared into another chat", "Если поделиться в другом чате"),
    "extracts": ("Paragraphs, as extracts", "Абзацы в виде выдержек"),
    "cited": (
        "Cited only, never shown by itself",
        "Только для ссылок, отдельно не показывается",
    ),
    "within": ("Only within other messages", "Только внутри других сообщений"),
    "brief": ("In two lines", "В две строки"),
    "slow": ("When an answer takes long", "Если ответ задерживается"),
    "busy": ("When somebody writes too fast", "Если пишут слишком быстро"),
    "stale": ("When a button is out of date", "Если кнопка устарела"),
    "menu": ("Menu of commands", "Меню команд"),
    "description": ("In the empty chat", "В пустом чате"),
    "short_description": ("On the bot's page", "На странице бота"),
    "choice_group": (
        "Several answers are close, in a group",
        "Подходят несколько ответов, в группе",
    ),
    "choice": ("Several answers are close", "Подходят несколько ответов"),
    "fuzzy": ("fuzzy", "fuzzy"),
    "missing": ("not translated", "нет перевода"),
    "absent": ("not there yet, make strings", "ещё нет, make strings"),
    "risky": ("the law in Russia first", "сначала закон в России"),
    "distressing": ("distressing details", "тяжёлые подробности"),
    "reviewed": ("reviewed", "проверено"),
    "checked": ("checked", "просмотрено"),
    "confirmed": ("confirmed", "подтверждён"),
    "unverified": ("not confirmed", "не подтверждён"),
    "withdrawn": ("not in use", "не используется"),
    "translated": ("translated", "переведено"),
    "count_fuzzy": ("fuzzy", "fuzzy"),
    "count_missing": ("missing", "не хватает"),
    "original": ("the original", "оригинал"),
}


def label(name: str, language: str, **values: object) -> Markup:
    """A label beside texts of a language: in Russian beside Russian ones, else in English."""
    english, russian = _LABELS[name]
    if language == "ru":
        return joined(russian.format(**values))
    text = english.format(**values)
    return joined(text) if language == SOURCE_LANGUAGE else element("span", text, lang="en")


def both(name: str) -> Markup:
    """A label in English and in Russian."""
    english, russian = _LABELS[name]
    return beside([("en", english), ("ru", russian)])


def beside(texts: Sequence[tuple[str, str]]) -> Markup:
    """The same in several languages, given as language and text; once where all are the same."""
    (first, text), *others = dict.fromkeys(texts)
    return joined(
        element("span", text, lang=first),
        *(
            element("span", other, lang=code, class_="other")
            for code, other in others
            if other != text
        ),
    )
