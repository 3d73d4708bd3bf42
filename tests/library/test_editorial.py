"""Every rule finds a planted fault in each language, and lets a good sentence stand."""

from __future__ import annotations

import pytest

from tests.support.content import ROOT
from tests.support.editorial import FAQ, line_with, problems, write_texts
from tests.support.library_files import CONTACTS, DOMAIN, GAZETTE, PO_PATH, UMBRELLAS

# Put together here, so that they stand nowhere in full.
SLUR = "fa" + "gs"
SLUR_RU = "пид" + "оры"

FAULTS = [
    ("words", "Many gays had left.", "gays"),
    ("words", "It is no lifestyle.", "lifestyle"),
    ("slurs", f"They were called “{SLUR}”.", SLUR),
    ("quoted", "They were held in concentration camps.", "concentration camps"),
    ("quoted", "It is an undesirable organisation.", "undesirable"),
    ("offices", "The current leader denies it.", "current leader"),
    ("offices", "So said president Kadyrov.", "president Kadyrov"),
    ("honour", "It ended in an honour killing.", "honour killing"),
    ("honour", "It ended in an “honor killing”.", "honor killing"),
    ("undated", "Stonewall wrote of over 100 men detained.", "100 men"),
    ("undated", "Stonewall wrote of {figure:rain-2001} drops.", "{figure:rain-2001}"),
    ("undated", "Three men were killed, Stonewall wrote.", "Three men"),
    ("unattributed", "In 2017 the police tortured men there.", "tortured"),
    ("unattributed", "More than 100 people were detained in 2017.", "detained"),
    ("names", "They live near Adam Petrov.", "Adam Petrov"),
    ("names", "In Grozny lives A. Petrov too.", "A. Petrov"),
    ("graphic", "They were given electric shocks.", "electric"),
    ("graphic", "They were hurt with pipes.", "pipes"),
    ("contacts", "Write to help@rain.example today.", "help@rain.example"),
    ("contacts", "Write to @rain_helpers.", "@rain_helpers"),
    ("contacts", "Call 8 800 555 00 00.", "8 800 555 00 00"),
    ("contacts", "See https://rain.example/help for more.", "https://rain.example/help"),
    ("contacts", "See raindrops.org for more.", "raindrops.org"),
]
FAULTS_RU = [
    ("words", "Многие гомосексуалисты уехали.", "гомосексуалисты"),
    ("words", "Это не сексуальные предпочтения.", "сексуальные предпочтения"),
    ("slurs", f"Их называли «{SLUR_RU}».", SLUR_RU),
    ("quoted", "Их держали в концлагерях.", "концлагерях"),
    ("quoted", "Их держали в концентрационном лагере.", "концентрационном лагере"),
    ("offices", "Нынешний глава это отрицает.", "Нынешний глав"),
    ("offices", "Так сказал президент Чечни.", "президент Чечни"),
    ("honour", "Это было убийство чести.", "убийство чести"),
    ("undated", "Задержали более 100 мужчин, писала Stonewall.", "100 мужчин"),
    ("undated", "По данным Stonewall, {figure:rain-2001} капель.", "{figure:rain-2001}"),
    ("undated", "Убиты трое мужчин, писала Stonewall.", "трое мужчин"),
    ("unattributed", "В 2017 году полиция пытала там мужчин.", "пытала"),
    ("unattributed", "В 2017 году убили людей.", "убили"),
    ("names", "Они живут у Адама Петрова.", "Адама Петрова"),
    ("graphic", "Их пытали током, писала Stonewall.", "током"),
    ("contacts", "Пишите на help@rain.example.", "help@rain.example"),
    ("contacts", "Звоните: 8 (800) 555-00-00.", "8 (800) 555-00-00"),
]
GOOD = [
    "Gay men, bisexual men and lesbians had left.",
    "Some newspapers wrote “concentration camps”.",
    "In 2018 it was declared an \"undesirable\" organisation.",
    "He was Head of the Chechen Republic as of January 2026.",
    "It was a so-called “honour killing”.",
    "In July 2017 Stonewall wrote of over 100 men detained.",
    "In 2001 The Week wrote:\n\n- over {figure:rain-2001} people detained;\n- hail.",
    "On {date:2017-04-01} Novaya Gazeta reported at least 3 killed.",
    "Only the two people in the chat can read it.",
    "“Detained” and “held” do not mean the same.",
    "How many were killed? How many died is not known.",
    "In Chechnya Ramzan Kadyrov's spokesman and Jessica Stern of OutRight spoke.",
    "The emergency number is 112.",
    "{contact:weather-line}",
]  # fmt: skip
GOOD_RU = [
    "Геи уехали. Гомосексуальная ориентация — не выбор.",
    "Некоторые газеты писали о «концлагерях».",
    "Её признали «нежелательной организацией».",
    "Он глава Чеченской Республики (на январь 2026 года).",
    "Так называемое «убийство чести».",
    "В июле 2017 года Stonewall писала более чем о 100 задержанных мужчинах.",
    "Подсчёты 2001 года, по газете:\n\n- более {figure:rain-2001} человек задержали;\n- град.",
    "Сколько человек погибло, неизвестно. Задержания начались раньше.",
    "О Рамзане Кадырове сказано вместе с Джессикой Стерн, Максимом Лапуновым и Еленой Милашиной.",
    "Власти Чечни это отрицают.",
]  # fmt: skip


def test_the_real_texts_keep_to_the_rules():
    assert problems(ROOT) == []


def test_the_small_library_keeps_to_them(tmp_path):
    assert problems(write_texts(tmp_path)) == []


@pytest.mark.parametrize(("rule", "sentence", "found"), FAULTS, ids=lambda value: value[:30])
def test_a_fault_in_english_is_found(tmp_path, rule, sentence, found):
    root = write_texts(tmp_path, english=sentence)
    line = line_with(root, FAQ, sentence)
    (problem,) = [p for p in problems(root) if p.endswith(f"[{rule}]")]
    assert problem.startswith(f"{FAQ}:{line}: umbrellas, answer: ")
    assert (found in problem) is (rule != "slurs")


@pytest.mark.parametrize(("rule", "sentence", "found"), FAULTS_RU, ids=lambda value: value[:30])
def test_a_fault_in_russian_is_found(tmp_path, rule, sentence, found):
    root = write_texts(tmp_path, russian=sentence)
    line = line_with(root, PO_PATH, sentence)
    (problem,) = [p for p in problems(root) if p.endswith(f"[{rule}]")]
    assert problem.startswith(f"{PO_PATH}:{line}: umbrellas, answer: ")
    assert (found in problem) is (rule != "slurs")


@pytest.mark.parametrize("sentence", GOOD)
def test_a_good_sentence_in_english_stands(tmp_path, sentence):
    assert problems(write_texts(tmp_path, english=sentence)) == []


@pytest.mark.parametrize("sentence", GOOD_RU)
def test_a_good_sentence_in_russian_stands(tmp_path, sentence):
    assert problems(write_texts(tmp_path, russian=sentence)) == []


def test_all_faults_are_told_at_once(tmp_path):
    root = write_texts(tmp_path, english="Many gays left in pipes.", russian="Нынешний глава!")
    rules = [problem.rpartition("[")[2] for problem in problems(root)]
    assert sorted(rules) == ["graphic]", "offices]", "words]", "words]"]


@pytest.mark.parametrize(
    ("file", "text", "old"),
    [
        (FAQ, UMBRELLAS, "Where are the umbrellas?"),
        ("responses/contacts.yml", CONTACTS, "Anyone who is wet."),
        ("responses/sources/gazette-2001.md", GAZETTE, "It may have been hail."),
        ("responses/sources/gazette-2001.md", GAZETTE, "A copy."),
        ("domain.yml", DOMAIN, "fault."),
        ("domain.yml", DOMAIN, "title: Umbrellas"),
    ],
)
def test_every_text_is_looked_at(tmp_path, file, text, old):
    changed = text.replace(old, f"{old.partition(' ')[0]} of gays")
    root = write_texts(tmp_path, changes={file: changed})
    line = line_with(root, file, "of gays")
    assert [p.partition(": ")[0] for p in problems(root)] == [f"{file}:{line}"]


def test_interface_texts_are_looked_at(tmp_path):
    code = 'from bot.languages import N_\n\nDOOR = N_(\n    "The current head "\n    "is out."\n)\n'
    root = write_texts(tmp_path, changes={"bot/door.py": code})
    (problem,) = problems(root)
    assert problem.startswith("bot/door.py:4: bot/door.py, interface: ")


def test_behind_the_warning_what_is_graphic_may_stand(tmp_path):
    told = UMBRELLAS + "  details: In 2001 Stonewall reported beatings with pipes.\n"
    marked = GAZETTE.replace("It hailed.", "In 2001 Stonewall reported beatings with pipes.")
    files = {FAQ: told, "responses/sources/gazette-2001.md": marked}
    assert problems(write_texts(tmp_path, changes=files)) == []


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("Killings of gays in concentration camps", []),
        ("Adam Petrov tells what he saw", ["names"]),
        ("Adam Petrov Tells What He Saw", []),
        (f"Men called {SLUR}", ["slurs"]),
    ],
)
def test_a_title_is_a_quotation(tmp_path, title, rules):
    source = GAZETTE.replace("title: It rained", f"title: {title}")
    root = write_texts(tmp_path, changes={"responses/sources/gazette-2001.md": source})
    assert [problem.rpartition("[")[2][:-1] for problem in problems(root)] == rules
