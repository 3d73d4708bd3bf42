"""Fetching: only https, only public sites, only so much; the network is made up."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult

import pytest

from bot.cli.sources import fetching
from bot.cli.sources.document import DocumentError
from bot.cli.sources.fetching import Answer, Fetched, fetch

PUBLIC = "93.184.215.14"
HOSTS = {
    "gazette.example": [PUBLIC],
    "mixed.example": [PUBLIC, "10.0.0.1"],
    "home.example": ["192.168.1.1"],
    "itself.example": ["::1"],
    "many.example": ["224.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
}


class Web:
    """Answers by address, and notes what was connected to."""

    def __init__(self, **answers: Answer | Exception) -> None:
        self.answers = answers
        self.connected: list[tuple[str, str]] = []

    @contextmanager
    def transport(self, parts: SplitResult, ip: str) -> Iterator[Answer]:
        """One made-up request."""
        self.connected.append((parts.hostname or "", ip))
        answer = self.answers[parts.path.strip("/")]
        if isinstance(answer, Exception):
            raise answer
        yield answer


def resolve(host: str) -> list[str]:
    """The made-up addresses of a host."""
    if host not in HOSTS:
        raise OSError("unknown")
    return HOSTS[host]


def sentence(address: str, web: Web | None = None) -> str:
    """What is said of an address that cannot be fetched."""
    with pytest.raises(DocumentError) as caught:
        fetch(address, resolve, (web or Web()).transport)
    said = str(caught.value)
    assert said.startswith(f"{address}: ")
    assert "\n" not in said
    return said.removeprefix(f"{address}: ")


def to(location: str) -> Answer:
    """A redirection."""
    return Answer(302, location)


def test_a_page_and_the_encoding_its_server_names() -> None:
    web = Web(rain=Answer(200, "", "text/html; charset=windows-1251", iter([b"Ra", b"in"])))
    found = fetch("https://gazette.example/rain", resolve, web.transport)
    assert found == Fetched("https://gazette.example/rain", b"Rain", "windows-1251")
    assert web.connected == [("gazette.example", PUBLIC)]


def test_a_redirection_is_followed() -> None:
    web = Web(old=to("/new"), new=Answer(200, chunks=iter([b"Rain"])))
    found = fetch("https://gazette.example/old", resolve, web.transport)
    assert found.address == "https://gazette.example/new"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://gazette.example/", "only addresses that begin with https:// are fetched."),
        ("ftp://gazette.example/", "only addresses that begin with https:// are fetched."),
        ("file:///etc/hosts", "only addresses that begin with https:// are fetched."),
        ("https:///rain", "this is no usual web address"),
        ("https://a:b@gazette.example/", "this is no usual web address"),
        ("https://gazette.example:8443/", "this is no usual web address"),
        ("https://gazette.example:x/", "this is no web address"),
        ("https://nowhere.example/", "there is no such site; check the address."),
        *(
            (f"https://{name}.example/", "it leads into a private network")
            for name in ("home", "itself", "many", "mixed", "mapped")
        ),
    ],
)
def test_addresses_that_are_not_fetched(address: str, said: str) -> None:
    web = Web()
    assert sentence(address, web).startswith(said)
    assert web.connected == []


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("https://home.example/admin", "it leads into a private network"),
        ("http://gazette.example/", "only addresses that begin with https://"),
        ("file:///etc/hosts", "only addresses that begin with https://"),
        ("/old", "it leads from one address to the next without end"),
    ],
)
def test_redirections_that_are_not_followed(location: str, said: str) -> None:
    web = Web(old=to(location))
    assert sentence("https://gazette.example/old", web).startswith(said)
    assert {host for host, _ in web.connected} == {"gazette.example"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(404), "there is no such page any more"),
        (Answer(403), "the site does not give it out (403)"),
        (Answer(500), "the site answers with an error (500)"),
        (Answer(302), "the site answers with an error (302)"),
        (TimeoutError(), "it did not answer"),
        (ssl.SSLError(), "its certificate is not valid"),
    ],
)
def test_answers_that_are_none(answer: Answer | Exception, said: str) -> None:
    assert sentence("https://gazette.example/a", Web(a=answer)).startswith(said)


def test_no_more_is_read_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield b"x" * 1024

    monkeypatch.setattr(fetching, "LARGEST", 4096)
    web = Web(a=Answer(200, chunks=endless()))
    assert sentence("https://gazette.example/a", web).startswith("it is larger than")
    assert len(read) == 5


def test_a_server_that_dawdles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", -1.0)
    web = Web(a=Answer(200, chunks=iter([b"x"])))
    assert sentence("https://gazette.example/a", web).startswith("it takes too long")


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def refuse(place: object, patience: object) -> Callable[..., object]:
        asked.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetching.socket, "create_connection", refuse)
    with pytest.raises(DocumentError, match="it did not answer"):
        fetch("https://gazette.example/дождь 1?a=б", resolve, fetching.over_https)
    assert asked == [(PUBLIC, 443)]
