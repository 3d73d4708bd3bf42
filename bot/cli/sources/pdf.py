"""Reads PDF files."""

from __future__ import annotations

import io
import logging

from pypdf import PasswordType, PdfReader

from bot.cli.sources.document import Document, DocumentError, day
from bot.cli.sources.paragraphs import of_lines, paragraphs, tidy

MOST_PAGES = 1_000
FROM_THE_FILE = "The date stands in the file's own properties."


def read_pdf(content: bytes) -> Document:
    """The text of a PDF file.

    Raises:
        DocumentError: it is damaged, locked, too long, or holds pictures of pages only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(PdfReader(io.BytesIO(content)))
    except DocumentError:
        raise
    except Exception as error:  # whatever a damaged file leads pypdf to
        raise DocumentError("this PDF is damaged; download it again.") from error


def _read(reader: PdfReader) -> Document:
    # Many a PDF is locked against printing only, with an empty password.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise DocumentError("this PDF is locked with a password; save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise DocumentError(f"it has more than {MOST_PAGES} pages; save the ones that are needed.")
    found = paragraphs(part for page in reader.pages for part in of_lines(page.extract_text()))
    if not found:
        raise DocumentError(
            "this PDF holds no text, only pictures of pages; put it through text recognition "
            "(OCR), or save the text as .txt."
        )
    about = reader.metadata
    title, author = (
        tidy(about.title or "") if about else "",
        tidy(about.author or "") if about else "",
    )
    try:
        date = day(about.creation_date.date()) if about and about.creation_date else ""
    except ValueError:
        date = ""
    return Document(found, title, author, date=date, date_note=FROM_THE_FILE if date else "")
