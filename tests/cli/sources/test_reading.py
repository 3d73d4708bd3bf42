"""Files of every kind, whole and broken: what is read, and the sentence for what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.sources import pdf as pdf_module
from bot.cli.sources import reading
from bot.cli.sources import word as word_module
from bot.cli.sources.document import DocumentError
from bot.cli.sources.reading import read_file
from tests.cli.sources.files import RAIN, RUSSIAN, WIND, archive, page, pdf, word

BOTH = (RAIN, WIND)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def named(value: object) -> str:
    """What tells a case: not the whole file."""
    return value if isinstance(value, str) else ""


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf()),
        ("a.pdf", b"\n\n" + pdf()),
        ("locked-against-printing.pdf", pdf(password="", owner="owner")),
        ("a.docx", word()),
        ("a.html", page()),
        ("a.htm", b"<!-- saved -->\n" + page()),
        ("a.txt", f"{RAIN}\n\n{WIND}\n".encode()),
        ("a.md", f"{RAIN}\n\n{WIND}\n".encode("utf-16")),
        ("no-ending", b"\xef\xbb\xbf" + f"{RAIN}\r\n\r\n{WIND}".encode()),
    ],
    ids=named,
)
def test_every_kind_gives_its_paragraphs(tmp_path: Path, name: str, content: bytes) -> None:
    assert read_file(saved(tmp_path, name, content)).paragraphs == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "utf-16"])
def test_russian_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    read = read_file(saved(tmp_path, "a.txt", RUSSIAN.encode(encoding)))
    assert read.paragraphs == (RUSSIAN,)


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    read = read_file(saved(tmp_path, "a.html", page(RUSSIAN, language="ru", charset="cp1251")))
    assert (read.paragraphs, read.language) == ((RUSSIAN,), "ru")


def test_quotation_marks_of_windows(tmp_path: Path) -> None:
    text = f"“{RAIN}”"
    assert read_file(saved(tmp_path, "a.txt", text.encode("cp1252"))).paragraphs == (text,)


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    read = read_file(saved(tmp_path, "a.html", page()))
    assert (read.title, read.author) == ("It rained", "Anna Cloud")
    assert (read.publisher, read.date, read.date_note) == ("The Weather Gazette", "2001-05-04", "")


def test_a_date_of_the_file_is_only_inferred(tmp_path: Path) -> None:
    about = {"Title": "It rained", "Author": "A. Cloud", "CreationDate": "D:20010504100000Z"}
    for name, content in [("a.pdf", pdf(**about)), ("a.docx", word(BOTH, "It rained", "A. Cloud"))]:
        read = read_file(saved(tmp_path, name, content))
        assert (read.title, read.author, read.date) == ("It rained", "A. Cloud", "2001-05-04")
        assert read.date_note == "The date stands in the file's own properties."


def test_a_date_that_is_none_is_left_out(tmp_path: Path) -> None:
    assert read_file(saved(tmp_path, "a.pdf", pdf(CreationDate="yesterday"))).date == ""


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "it is empty."),
        ("a.txt", b" \n \n", "it is empty."),
        ("a.txt", b"Rain.\n", "there is hardly any text in it"),
        ("a.pdf", pdf(()), "this PDF holds no text, only pictures of pages; put it through text"),
        ("a.pdf", pdf(password="secret"), "this PDF is locked with a password; save it without"),
        ("a.pdf", pdf()[:300], "this PDF is damaged; download it again."),
        ("a.pdf", b"%PDF-1.7 and no more", "this PDF is damaged; download it again."),
        ("a.docx", OLD_OFFICE, "it is locked with a password or in an old Office format"),
        ("a.doc", OLD_OFFICE, "it is locked with a password or in an old Office format"),
        ("a.docx", word()[:400], "it is damaged; save or download it again."),
        ("a.docx", archive(word__document_xml=b"<x"), "this DOCX is damaged; save it again."),
        ("a.docx", word(("", "Rain")), "this DOCX holds no text; copy the text"),
        ("a.xlsx", archive(xl__workbook_xml=b"<x/>"), "it is of a kind that is not read; PDF,"),
        ("a.pdf", page(), "its name says PDF, but it is HTML; rename it."),
        ("a.html", pdf(), "its name says HTML, but it is PDF; rename it."),
        ("a.txt", word(), "its name says text, but it is DOCX; rename it."),
        ("a.docx", b"Plain words, no more.", "its name says DOCX, but it is text; rename it."),
        ("a.jpg", bytes(range(256)) * 40, "this is no text, or its encoding cannot be told"),
        ("a.txt", RAIN.encode() + b"\0" * 2000, "this is no text, or its encoding"),
        ("a.html", page("Home"), "no article is in this page"),
        ("a.html", b"<html><body><script>draw()</script></body></html>", "no article is in this"),
    ],
    ids=named,
)
def test_one_sentence_for_what_cannot_be_read(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = saved(tmp_path, name, content)
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert str(caught.value).startswith(f"{path}: {sentence}")
    assert "\n" not in str(caught.value)


def test_what_is_no_file(tmp_path: Path) -> None:
    for path, sentence in [(tmp_path, "is a folder"), (tmp_path / "a.pdf", "there is no such")]:
        with pytest.raises(DocumentError) as caught:
            read_file(path)
        assert str(caught.value).startswith(f"{path}: {sentence}")


def test_huge_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, "a.pdf", pdf())
    monkeypatch.setattr(reading, "LARGEST", 100)
    with pytest.raises(DocumentError, match="is larger than"):
        read_file(path)


def test_files_that_are_huge_once_they_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_module, "MOST_BYTES", 100)
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 0)
    with pytest.raises(DocumentError, match="unpacked, this DOCX is huge"):
        read_file(saved(tmp_path, "a.docx", word()))
    with pytest.raises(DocumentError, match="more than 0 pages"):
        read_file(saved(tmp_path, "a.pdf", pdf()))
