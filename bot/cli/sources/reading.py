"""From bytes to a document: which kind it is, and whether that is the kind its name says."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from bot.cli.sources.document import Document, DocumentError
from bot.cli.sources.pdf import read_pdf
from bot.cli.sources.plain_text import decoded, read_plain
from bot.cli.sources.web_page import read_page
from bot.cli.sources.word import read_docx

LARGEST = 20 * 1024 * 1024

KINDS = {
    ".pdf": "PDF",
    ".docx": "DOCX",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
    ".txt": "text",
    ".md": "text",
}
ADMITTED = "PDF, DOCX, HTML and text"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read_file(path: Path) -> Document:
    """The document in a file.

    Raises:
        DocumentError: one sentence, beginning with the file's name.
    """
    try:
        if path.is_dir():
            raise DocumentError("is a folder; name one file.")
        if path.stat().st_size > LARGEST:
            raise DocumentError(f"is larger than {LARGEST >> 20} MB; save the pages needed alone.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{path}: there is no such file; check the name.") from error
    except OSError as error:
        raise DocumentError(f"{path}: cannot be opened ({error.strerror}).") from error
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from None
    try:
        said = KINDS.get(path.suffix.lower(), "")
        found = kind_of(content)
        if said and said != found:
            raise DocumentError(f"its name says {said}, but it is {found}; rename it.")
        return read(content)
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error


def read(content: bytes, declared: str = "", address: str = "") -> Document:
    """The document in bytes.

    Args:
        content: the bytes.
        declared: the encoding that a server names.
        address: where it came from.

    Raises:
        DocumentError: why it cannot be taken.
    """
    kind = kind_of(content)
    if kind == "PDF":
        return read_pdf(content)
    if kind == "DOCX":
        return read_docx(content)
    text = decoded(content, declared)
    return read_page(text, address) if kind == "HTML" else read_plain(text)


def kind_of(content: bytes) -> str:
    """One of the values of KINDS, by how the content begins.

    Raises:
        DocumentError: it is empty, or of a kind that is not read.
    """
    if not content.strip():
        raise DocumentError("it is empty.")
    if b"%PDF-" in content[:1024]:
        return "PDF"
    if content.startswith(_OLD_OFFICE):
        raise DocumentError(
            "it is locked with a password or in an old Office format; save it as .docx without one."
        )
    if content.startswith(b"PK\x03\x04"):
        return _archive(content)
    if _HTML.match(content[:2048]):
        return "HTML"
    return "text"


def _archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "word/document.xml" in archive.namelist():
                return "DOCX"
    except zipfile.BadZipFile as error:
        raise DocumentError("it is damaged; save or download it again.") from error
    raise DocumentError(f"it is of a kind that is not read; {ADMITTED} are.")
