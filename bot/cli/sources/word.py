"""Reads DOCX files."""

from __future__ import annotations

import io
import zipfile

import docx

from bot.cli.sources.document import Document, DocumentError, day
from bot.cli.sources.paragraphs import paragraphs, tidy
from bot.cli.sources.pdf import FROM_THE_FILE

MOST_BYTES = 200 * 1024 * 1024
"""What a file may hold once it is unpacked."""


def read_docx(content: bytes) -> Document:
    """The text of a DOCX file.

    Raises:
        DocumentError: it is damaged, holds no text, or far more than its size says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MOST_BYTES:
            raise DocumentError("unpacked, this DOCX is huge; save the text alone as .txt.")
        read = docx.Document(io.BytesIO(content))
        found = paragraphs(paragraph.text for paragraph in read.paragraphs)
        about = read.core_properties
        title, author, created = about.title, about.author, about.created
    except DocumentError:
        raise
    except Exception as error:  # whatever a damaged file leads python-docx to
        raise DocumentError("this DOCX is damaged; save it again.") from error
    if not found:
        raise DocumentError("this DOCX holds no text; copy the text into a .txt file.")
    date = day(created.date()) if created else ""
    note = FROM_THE_FILE if date else ""
    return Document(found, tidy(title), tidy(author), date=date, date_note=note)
