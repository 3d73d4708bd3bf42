"""The pseudo-locale: accented, bracketed, longer; what is no language stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.cli.pseudo import CODE, accented, write_pseudo
from bot.languages import DAY, MONTH, Languages
from bot.library.live import Edition
from tests.support.content import ROOT, messages
from tests.support.library_files import write_library


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Hello", "⟦Ĥééļļöö⟧"),
        ("Until {date}, or <b>by</b> {words}.", "⟦ÛÛñţîîļ {date}, ööŕ <b>ƀý</b> {words}.⟧"),
        ("Send /forget now", "⟦Šééñđ /forget ñööŵ⟧"),
        ("and/or", "⟦ááñđ/ööŕ⟧"),
        ("One.\n\n- Two\n- Three", "⟦ÖÖñéé.⟧\n\n- ⟦Ţŵöö⟧\n- ⟦Ţĥŕéééé⟧"),
        ("{contact:coastguard}", "{contact:coastguard}"),
        (DAY, f"⟦{DAY}⟧"),
        (MONTH, f"⟦{MONTH}⟧"),
    ],
)
def test_a_message(message: str, shown: str) -> None:
    assert accented(message) == shown


def test_it_is_about_a_third_longer() -> None:
    texts = [text for _, text in messages(Edition.read(ROOT))]
    longer = sum(len(accented(text)) for text in texts) / sum(map(len, texts))
    assert 1.25 < longer < 1.45


def test_the_file_is_whole_reviewed_and_read_as_a_language(tmp_path: Path) -> None:
    root = write_library(tmp_path)
    path = write_pseudo(root, root / "locales")
    with path.open("rb") as file:
        found = [message for message in read_po(file) if message.id]
    assert found and all(message.string and not message.fuzzy for message in found)
    catalog = Languages.read(root / "locales").catalog(CODE)
    assert catalog.reviewed == {message.id for message in found}
    before = path.read_bytes()
    assert write_pseudo(root, root / "locales").read_bytes() == before


def test_of_the_real_texts_it_is_offered(tmp_path: Path) -> None:
    for name in ("responses", "domain.yml", "nlu"):
        (tmp_path / name).symlink_to(ROOT / name)
    write_pseudo(ROOT, tmp_path / "locales")
    assert Edition.read(tmp_path).languages.codes == ("en", CODE)
