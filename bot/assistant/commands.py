"""The commands of the menu: what each sends and how it is described."""

from __future__ import annotations

from bot.languages import N_

PAYLOADS = {
    "start": "/start",
    "help": "/help",
    "help_now": "/help_now",
    "language": "/change_language",
    "sources": "/list_sources",
    "privacy": "/privacy",
    "forget": "/forget",
}
"""Command without its slash → the payload that Rasa understands."""

UNSUPPORTED = "/unsupported"
"""What a message without text sends."""

UNSUPPORTED_PERSONAL = "/unsupported_personal"
"""What a location or a contact sends."""

CLEAR = "clear"
"""The intent of what Telegram's connector sends once it has deleted messages."""

DESCRIPTIONS = {
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "start": N_("Begin"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "help": N_("What can be asked here"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "help_now": N_("If it is urgent"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "language": N_("Language"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "sources": N_("The documents behind the answers"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "privacy": N_("What is kept of you"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "forget": N_("Erase it"),
    # Translators: describes a command in the menu, to everybody, and to whoever looks over their
    # shoulder; at most 60 characters, neutral.
    "clear": N_("Empty this chat"),
}
