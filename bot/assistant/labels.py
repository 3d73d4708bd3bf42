"""What stands on buttons and between the parts of a reply."""

from __future__ import annotations

from bot.languages import N_

# Translators: buttons; at most 30 characters each.
SOURCES = N_("Sources")
MORE_DETAILS = N_("Show the details")
WAYS_TO_HELP = N_("Ways to help")
NONE_OF_THESE = N_("None of these")
# Translators: a button; the reader says nothing else about where they are.
IN_RUSSIA = N_("I am in Russia")
# Translators: a button; the reader says nothing else about where they are.
OUTSIDE_RUSSIA = N_("I am outside Russia")
# Translators: a button under a question without an answer: hand it on to the volunteers.
PASS_ON = N_("Pass these words on")
# Translators: a button under an answer, beside the next one; at most 15 characters.
HELPFUL = N_("Helpful")
# Translators: a button under an answer, beside the one before; at most 15 characters.
UNHELPFUL = N_("Not helpful")
# Translators: shown above up to three buttons with questions.
DID_YOU_MEAN = N_("Did you mean one of these?")
# Translators: stands above the button that shows distressing details.
WARNING = N_("Content warning: the details describe violence. They are shown only if you ask.")
# Translators: introduces a list of what can be asked about.
I_KNOW_ABOUT = N_("I can answer questions about:")
# Translators: heading of the questions that belong to a topic.
QUESTIONS_ON = N_("Questions on this:")

TOPIC_NAMES = {
    # Translators: a topic, in a list and on a button.
    "crisis": N_("What happened"),
    # Translators: a topic, in a list and on a button.
    "numbers": N_("Figures and dates"),
    # Translators: a topic, in a list and on a button.
    "sources": N_("Who says so"),
    # Translators: a topic, in a list and on a button.
    "help": N_("Ways to help"),
    # Translators: a topic, in a list and on a button.
    "risk": N_("Help for someone at risk"),
    # Translators: a topic, in a list and on a button.
    "safety": N_("Safety and privacy here"),
    # Translators: a topic, in a list and on a button.
    "about": N_("About this assistant"),
}
