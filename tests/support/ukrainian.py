"""Ukrainian for the small library: as a translator would add it, with no line of code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from shutil import copytree

from bot.settings import ROOT as REPOSITORY
from bot.settings import Settings
from tests.support.library_files import po, write
from tests.support.small import ROOT, SETTINGS, edit

REVIEW = "reviewed-by: Олена, 2026-12-01"
PO_PATH = "locales/uk/LC_MESSAGES/messages.po"

ESSENTIAL = {
    "I am answering in English now.": "Тепер я відповідаю українською.",
    "Some boats may come.": "Можливо, прийдуть човни.",
    "Stay where it is dry.": "Залишайтеся там, де сухо.",
    "Call if you can.\n\n{contact:coastguard}": "Якщо можете, телефонуйте.\n\n{contact:coastguard}",
    "Go up the tower.": "Підніміться на вежу.",
    "I am abroad": "Я за кордоном",
    "Forget it": "Забути це",
    "Go to the nearest port.": "Ідіть до найближчого порту.",
    "The keeper": "Доглядач",
    "Throw them a rope.": "Киньте їм мотузку.",
    "Rinse the deck afterwards.": "Потім помийте палубу.",
    "Stay with somebody.": "Побудьте з кимось.",
    "The tower is still here.": "Вежа досі тут.",
    "Stay with them.": "Побудьте з ними.",
    "I do not answer this.": "На це я не відповідаю.",
    "In danger now": "Я в небезпеці",
    "By night the road is watched.": "Уночі за дорогою стежать.",
    "Either button shows the way.": "Кнопки покажуть дорогу.",
    "Forgotten.": "Забуто.",
    "Not forgotten yet. It expires after {hours}.": "Ще не забуто. Мине через {hours}.",
    "The slate is clean.": "Дошка чиста.",
    "Some chalk is left.": "Трохи крейди лишилося.",
    "Come into the tower.": "Зайдіть до вежі.",
    "Coastguard": "Берегова варта",
    "Anybody at sea.": "Усі, хто в морі.",
    "Others may listen in.": "Вас можуть підслухати.",
    "Others may listen.": "Можуть підслухати.",
    "Risk:": "Ризик:",
    "Confirmed by the organisation on {date}.": "Організація підтвердила: {date}.",
    "No longer in use: do not use it.": "Більше не діє: не користуйтеся.",
    "Published: {years}.": "Опубліковано: {years}.",
    "Not confirmed: nobody has told us that it works today.": "Не підтверджено.",
}
HALF = {
    "How many lamps were lit in 2017?": "Скільки ламп запалили у 2017 році?",
    "By {date:2017-04-01} there were {figure:lamps} lamps, {source:gazette-2017} said.\n\n"
    "- One in the tower.\n- The others <below> & around.": "Станом на {date:2017-04-01} ламп було "
    "{figure:lamps}, писала {source:gazette-2017}.\n\n- Одна у вежі.\n- Решта <внизу> і навколо.",
    "How many lamps were lit in 2019?": "Скільки ламп запалили у 2019 році?",
    "Two.": "Дві.",
    "Who keeps the lighthouse?": "Хто доглядає маяк?",
    "A keeper.": "Доглядач маяка.",
    "How do you know?": "Звідки ви знаєте?",
    "From two papers.": "З двох газет.",
}
MORE = {
    "If it is urgent": "Якщо це терміново",
    "I have no answer to this.": "На це відповіді немає.",
}
MESSAGES = ESSENTIAL | HALF | MORE


def ukrainian(fuzzy: Collection[str] = (), unreviewed: Collection[str] = ()) -> str:
    """The PO file, some of its messages fuzzy or without a review."""
    reviewed = {message: REVIEW for message in MESSAGES if message not in unreviewed}
    return po(MESSAGES, fuzzy, reviewed, "uk")


def with_ukrainian(folder: Path, text: str | None = None) -> Settings:
    """The small library with a third folder under locales/, in a new folder."""
    root = Path(copytree(ROOT, folder / "root"))
    write(root, {PO_PATH: text or ukrainian()})
    (root / "endpoints.yml").write_text((REPOSITORY / "endpoints.yml").read_text("utf-8"), "utf-8")
    settings = replace(SETTINGS, root=root, database_url=f"sqlite:///{folder / 'kept.sqlite'}")
    way = "    en: [keeper, who is the keeper,"
    edit(
        settings,
        "responses/faq/lighthouse.yml",
        way,
        f"    uk: [доглядач, хто доглядає маяк]\n{way}",
    )
    return settings
