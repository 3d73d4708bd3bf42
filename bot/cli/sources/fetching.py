"""Fetches one page or file from the web: over https, from a public address, up to a size."""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from bot.cli.sources.document import DocumentError
from bot.cli.sources.reading import LARGEST

PATIENCE = 20.0
"""Seconds to wait for a server to say anything."""

LONGEST = 90.0
"""Seconds for everything."""

MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
_AS_IT_IS = "%/:=&?~+!$,;'@()*[]"
_CHARSET = re.compile(r"charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
_HEADERS = {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Accept-Encoding": "identity"}
"""They do not say which program asks."""


@dataclass(frozen=True)
class Answer:
    """What a server says to one request; `chunks` is read only as far as it is wanted."""

    status: int
    location: str = ""
    content_type: str = ""
    chunks: Iterator[bytes] = field(default_factory=lambda: iter(()))


@dataclass(frozen=True)
class Fetched:
    """What was fetched, and from where in the end."""

    address: str
    content: bytes
    encoding: str


Transport = Callable[[SplitResult, str], AbstractContextManager[Answer]]
"""One request: the address and the IP address to connect to → the answer."""


def fetch(address: str, resolve: Callable[[str], list[str]], transport: Transport) -> Fetched:
    """What stands at an address.

    Args:
        address: begins with https://.
        resolve: a host's name → its IP addresses.
        transport: makes one request.

    Raises:
        DocumentError: one sentence, beginning with the address.
    """
    until = time.monotonic() + LONGEST
    current = address
    try:
        for _ in range(MOST_REDIRECTS + 1):
            parts = split(current)
            with transport(parts, _public(parts, resolve)) as answer:
                if answer.status in (301, 302, 303, 307, 308) and answer.location:
                    current = urljoin(current, answer.location)
                    continue
                if answer.status != 200:
                    raise DocumentError(_status(answer.status))
                return Fetched(current, _content(answer, until), _encoding(answer))
        raise DocumentError("it leads from one address to the next without end; open it yourself.")
    except DocumentError as error:
        raise DocumentError(f"{address}: {error}") from error
    except ssl.SSLError as error:
        raise DocumentError(
            f"{address}: its certificate is not valid; do not rely on it."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        reason = "it did not answer; try again later, or save the page in a browser."
        raise DocumentError(f"{address}: {reason}") from error


def split(address: str) -> SplitResult:
    """The parts of an https address.

    Raises:
        DocumentError: it is none.
    """
    try:
        parts = urlsplit(address)
        is_usual = parts.port in (None, 443) and not parts.username
    except ValueError:
        raise DocumentError("this is no web address; copy it from the browser.") from None
    if parts.scheme != "https":
        raise DocumentError("only addresses that begin with https:// are fetched.")
    if not parts.hostname or not is_usual:
        raise DocumentError("this is no usual web address; copy it from the browser.")
    return parts


def addresses(host: str) -> list[str]:
    """The IP addresses of a host.

    Raises:
        OSError: there is none.
    """
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@contextmanager
def over_https(parts: SplitResult, ip: str) -> Iterator[Answer]:
    """One request to a host at just this IP address, so that no second look-up can change it."""
    connection = _Pinned(parts.hostname or "", ip)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        target = quote(target, safe=_AS_IT_IS)
        connection.request("GET", target, headers=_HEADERS)
        response = connection.getresponse()
        yield Answer(
            response.status,
            response.getheader("Location") or "",
            response.getheader("Content-Type") or "",
            iter(lambda: response.read(_CHUNK), b""),
        )
    finally:
        connection.close()


class _Pinned(http.client.HTTPSConnection):
    def __init__(self, host: str, ip: str) -> None:
        self._ip = ip
        self._tls = ssl.create_default_context()
        super().__init__(host, timeout=PATIENCE, context=self._tls)

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, 443), PATIENCE)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def _public(parts: SplitResult, resolve: Callable[[str], list[str]]) -> str:
    """The first IP address of a host, all of which must be public."""
    try:
        found = resolve(parts.hostname or "")
    except (OSError, UnicodeError) as error:
        raise DocumentError("there is no such site; check the address.") from error
    known = [ipaddress.ip_address(ip.partition("%")[0]) for ip in found]
    if not known or any(not ip.is_global or ip.is_multicast for ip in known):
        raise DocumentError("it leads into a private network; only public sites are fetched.")
    return found[0]


def _content(answer: Answer, until: float) -> bytes:
    content = bytearray()
    for chunk in answer.chunks:
        content += chunk
        if len(content) > LARGEST:
            raise DocumentError(f"it is larger than {LARGEST >> 20} MB; save the part needed.")
        if time.monotonic() > until:
            raise DocumentError("it takes too long; save the page in a browser.")
    return bytes(content)


def _encoding(answer: Answer) -> str:
    charset = _CHARSET.search(answer.content_type)
    return charset[1] if charset else ""


def _status(status: int) -> str:
    if status in (404, 410):
        return "there is no such page any more; look for a copy, in an archive for instance."
    if status in (401, 402, 403, 429, 451):
        return f"the site does not give it out ({status}); save the page in a browser."
    return f"the site answers with an error ({status}); try again later."
