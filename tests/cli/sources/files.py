"""Documents made on the spot: PDF, DOCX, HTML and text, whole and broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from textwrap import wrap

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

RAIN = "It rained on the harbour for nine days in 2001, a newspaper of the town wrote."
WIND = "The wind came from the north, and nobody could say when it would turn again."
RUSSIAN = "Девять дней над гаванью шёл дождь, писала газета о погоде в мае 2001 года."


def pdf(
    paragraphs: Sequence[str] = (RAIN, WIND),
    password: str | None = None,
    owner: str | None = None,
    **about: str,
) -> bytes:
    """A PDF of one page, its lines broken; without text where there are no paragraphs."""
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    lines = [line for paragraph in paragraphs for line in wrap(paragraph, 50)]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream.set_data(f"BT /F1 12 Tf 72 700 Td {shown} ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{name}": value for name, value in about.items()})
    if password is not None:
        writer.encrypt(password, owner, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def word(paragraphs: Sequence[str] = (RAIN, "", WIND), title: str = "", author: str = "") -> bytes:
    """A DOCX."""
    written = docx.Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    written.core_properties.title = title
    written.core_properties.author = author
    written.core_properties.created = datetime(2001, 5, 4)
    target = io.BytesIO()
    written.save(target)
    return target.getvalue()


def archive(**files: bytes) -> bytes:
    """A ZIP file that is no DOCX, or hardly one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def page(*paragraphs: str, language: str = "en", charset: str = "utf-8") -> bytes:
    """A web page with a menu around the article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (RAIN, WIND))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="{charset}">'
        "<title>It rained</title>"
        '<meta property="og:title" content="It rained">'
        '<meta property="og:site_name" content="The Weather Gazette">'
        '<meta name="author" content="Anna Cloud">'
        '<meta property="article:published_time" content="2001-05-04T10:00:00Z"></head>'
        '<body><nav><a href="/">Home</a></nav>'
        f"<article><h1>It rained</h1>{body}</article></body></html>"
    ).encode(charset)
