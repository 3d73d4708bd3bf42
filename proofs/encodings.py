"""The ways in which a text or a number may stand in a file."""

from __future__ import annotations

import base64
from urllib.parse import quote

from bot.transliteration import to_latin

TEXT_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "koi8-r", "cp1251")


def of_text(text: str) -> set[bytes]:
    """A text as bytes: in several character sets and cases, escaped, encoded, transliterated."""
    cased = {text, text.lower(), text.upper(), text.capitalize()}
    written = cased | {latin for one in cased if not one.isascii() for latin in to_latin(one)}
    found: set[bytes] = set()
    for one in written:
        for encoding in TEXT_ENCODINGS:
            found.add(one.encode(encoding, "ignore"))
        found |= _escaped(one) | of_bytes(one.encode())
    return {needle for needle in found if len(needle) >= 6}


def of_bytes(content: bytes) -> set[bytes]:
    """Bytes in hexadecimal digits, in base64 wherever they begin, in C's and Python's escapes."""
    digits = content.hex()
    octal = "".join(f"\\{byte:03o}" for byte in content)
    doubled = octal.replace("\\", "\\\\")
    python = "".join(f"\\x{byte:02x}" for byte in content)
    return {
        content,
        *(d.encode() for d in (digits, digits.upper(), octal, doubled, python)),
        *_in_base64(content, base64.b64encode),
        *_in_base64(content, base64.urlsafe_b64encode),
    }


def of_number(number: int, low_digits: int = 0, low_bits: int = 0) -> set[bytes]:
    """A number in decimal, hexadecimal and binary.

    Args:
        number: the number.
        low_digits: decimal digits at its end to leave out, for numbers that differ in these.
        low_bits: bits at its end to leave out, a multiple of 8.
    """
    decimal = str(number // 10**low_digits)
    hexadecimal = f"{number >> low_bits:x}"
    binary = (number >> low_bits).to_bytes(8, "big").lstrip(b"\0")
    found = {hexadecimal.encode(), hexadecimal.upper().encode(), binary, binary[::-1]}
    for encoding in TEXT_ENCODINGS[:4]:
        found.add(decimal.encode(encoding))
    return found | of_bytes(decimal.encode())


def _escaped(text: str) -> set[bytes]:
    """A text as JSON, a URL, HTML and Python write it where they escape."""
    by_code = "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in text)
    as_html = "".join(c if c.isascii() else f"&#{ord(c)};" for c in text)
    as_url = quote(text)
    upper = by_code.upper().replace("\\U", "\\u")
    return {t.encode() for t in (by_code, upper, as_html, as_url, as_url.lower())}


def _in_base64(content: bytes, encode: object) -> set[bytes]:
    """What is the same in base64 whatever stands before and after, for each of the beginnings."""
    found = set()
    for before in range(3):
        encoded: bytes = encode(bytes(before) + content)  # type: ignore[operator]
        start = -(-before * 8 // 6)
        end = (before + len(content)) * 8 // 6
        found.add(encoded[start:end])
    return found
