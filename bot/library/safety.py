"""What somebody in danger may get: which contacts are named to them, which messages they read."""

from __future__ import annotations

from collections.abc import Mapping

from bot.library.model import Contact, Entry, Library
from bot.library.references import references
from bot.library.responses import Response

AT_RISK = "risk"
"""The topic of the answers that somebody in danger looks for."""

SAFETY = (
    "utter_at_risk",
    "utter_beside",
    "utter_clear",
    "utter_contacts",
    "utter_exposure",
    "utter_forget",
    "utter_help_now",
    "utter_place",
    "utter_privacy",
    "utter_private",
    "utter_self_harm",
    "utter_situation",
    "utter_trace",
    "utter_unsupported_personal",
)
"""How the names of the responses begin that somebody in danger gets."""

Responses = Mapping[str, Response]


def contacts_at_risk(library: Library, responses: Responses) -> list[Contact]:
    """The contacts that responses and the answers on danger show, by id."""
    texts = [response.text for response in responses.values()]
    texts += [f"{entry.answer}\n{entry.details}" for entry in _entries(library)]
    found: set[str] = set()
    while texts:
        named = {target for kind, target in references(texts.pop()) if kind in ("contact", "brief")}
        texts += ["\n".join(_texts(library.contacts[id_])) for id_ in named - found]
        found |= named
    return [library.contacts[id_] for id_ in sorted(found)]


def safety_messages(library: Library, responses: Responses) -> frozenset[str]:
    """The English of all that somebody in danger may get."""
    found: set[str] = set()
    for name, response in responses.items():
        if name.startswith(SAFETY):
            found |= {response.text, *(title for title, _ in response.buttons)}
    for entry in _entries(library):
        found |= {entry.question, entry.answer, entry.details}
    for contact in contacts_at_risk(library, responses):
        found |= {contact.organisation, *_texts(contact)}
    return frozenset(found - {""})


def _entries(library: Library) -> list[Entry]:
    return [entry for entry in library.entries.values() if entry.topic == AT_RISK]


def _texts(contact: Contact) -> tuple[str, ...]:
    return contact.audience, contact.caution, contact.risk
