"""What the connector says on its own: while an answer is awaited, and on the bot's page.

Each begins neutrally, as a locked screen shows how a message begins.
"""

from __future__ import annotations

from bot.languages import N_

# Translators: begins a message, or is shown for a moment above the chat after a button was pressed;
# at most 200 characters.
STALE = N_("This button was used already or is out of date. You can simply write a few words.")
# Translators: begins a message; said once, when an answer takes longer than ten seconds; contacts
# stand under it; any length.
SLOW = N_(
    "This takes longer than it should. The answer will follow. If it is urgent, do not wait for it."
)
# Translators: begins a message; said once to somebody who sends more messages than can be answered;
# /help_now stays; any length.
BUSY = N_(
    "That was a little fast for me. In about a minute I will answer your newest message. If it is "
    "urgent, write /help_now then."
)
# Translators: stands in the empty chat before anything is written, for whoever opens it; it must
# not say what the chat is about; at most 512 characters. {languages} is a list of their own names.
DESCRIPTION = N_(
    "Short questions, short answers, with their sources and dates. Languages: {languages}. "
    "This is a program; people wrote the answers beforehand."
)
# Translators: the bot's page and shared links show it; it must not say what the chat is about; at
# most 120 characters. {languages} is a list of their own names, such as "English, Русский".
SHORT_DESCRIPTION = N_("Short answers with their sources and dates. Languages: {languages}.")
