"""The page in a real browser that is offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.preview.writing import preview
from tests.support.chromium import Tab, browser, tab
from tests.support.small import SETTINGS

pytestmark = pytest.mark.skipif(browser() is None, reason="there is no Chromium here")

VISIBLE = "[...document.querySelectorAll('article')].filter(a => a.offsetParent).map(a => a.id)"
FILTER = """(() => {
  const box = document.querySelector('input[type=search]');
  box.value = %r;
  box.dispatchEvent(new Event('input'));
})()"""
SIDES = """[...document.querySelectorAll('#keeper .side')].map(side => {
  const {left, right, top, bottom} = side.getBoundingClientRect();
  return {left, right, top, bottom};
})"""
WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("preview") / "page.html"
    path.write_text(preview(SETTINGS), "utf-8")
    return path


@pytest.fixture(scope="module")
def window() -> Iterator[Tab]:
    with tab() as opened:
        yield opened


@pytest.fixture
def page(window: Tab, file: Path) -> Tab:
    window.allow_scripts(True)
    window.resize(1280, 900)
    window.open(file)
    return window


def test_nothing_is_asked_for_and_nothing_is_complained_of(page: Tab, file: Path) -> None:
    page.run("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.requests == [file.as_uri()]
    assert page.messages == []


def test_what_the_page_may_not_do_would_be_noticed(page: Tab) -> None:
    page.run("document.body.append(Object.assign(new Image(), {src: 'https://example.org/x'}))")
    page.run("document.head.append(Object.assign(document.createElement('style'), {}))")
    assert any("Content Security Policy" in message for message in page.messages)


def test_languages_stand_side_by_side_where_there_is_room(page: Tab) -> None:
    english, russian = page.run(SIDES)
    assert english["right"] <= russian["left"] and english["top"] == russian["top"]
    page.resize(400, 900)
    english, russian = page.run(SIDES)
    assert english["left"] == russian["left"] and english["bottom"] <= russian["top"]


@pytest.mark.parametrize("width", [320, 400, 1000, 1280, 1900])
def test_nothing_sticks_out(page: Tab, width: int) -> None:
    page.resize(width, 900)
    page.run("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    inside, window = page.run(WIDTHS)
    assert inside <= window == width


def test_the_filter_finds_words_of_every_language_and_ids(page: Tab) -> None:
    everything = page.run(VISIBLE)
    for words, found in (
        ("KEEPER lighthouse keeps", "keeper"),
        ("skolko lamp", "lamps-2017"),
        ("сколько ламп зажгли", "lamps-2017"),
        ("bulletin-2019 wind", None),
    ):
        page.run(FILTER % words)
        shown = page.run(VISIBLE)
        assert len(shown) < len(everything)
        assert found in shown if found else shown == []
    assert page.run("document.querySelector('output').textContent").startswith("0 / ")
    page.run(FILTER % "")
    assert page.run(VISIBLE) == everything


def test_a_link_to_what_is_filtered_away_shows_it(page: Tab) -> None:
    page.run(FILTER % "nothing of this kind")
    page.run("location.hash = '#keeper'")
    page.run("new Promise(done => setTimeout(done, 200))")
    assert "keeper" in page.run(VISIBLE)


def test_only_what_is_not_translated(page: Tab) -> None:
    everything = page.run(VISIBLE)
    page.run("document.querySelector('input[type=checkbox]').click()")
    shown = page.run(VISIBLE)
    assert "keeper" in shown and set(shown) < set(everything)


def test_without_scripts_everything_is_there_but_the_filter(window: Tab, file: Path) -> None:
    window.allow_scripts(False)
    window.open(file)
    assert window.run("document.querySelector('.search').offsetParent === null")
    assert "keeper" in window.run(VISIBLE)
    window.run("document.querySelector('input[type=checkbox]').click()")
    assert "keeper" in window.run(VISIBLE)
    assert window.messages == []


@pytest.mark.parametrize("is_dark", [False, True])
def test_text_stands_out_from_what_is_behind_it(page: Tab, is_dark: bool) -> None:
    page.resize(1280, 900, is_dark)
    for selector in TEXTS:
        found = page.run(CONTRAST % selector)
        assert found is None or found >= 4.5, selector


TEXTS = (
    "body", ".bubble.bot", ".bubble.person", ".row > *", ".notes", ".facts", ".deed", ".place",
    ".warning", ".unverified", ".bubble a", ".bubble code", ".ways li", ".lead .other", ".none",
)  # fmt: skip
CONTRAST = """(() => {
  const element = document.querySelector(%r);
  if (!element) return null;
  const colour = (text) => text.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  let behind = element;
  while (colour(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const [a, b] = [light(colour(getComputedStyle(element).color)),
    light(colour(getComputedStyle(behind).backgroundColor))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
})()"""
