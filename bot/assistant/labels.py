"""What stands on buttons and between the parts of a reply."""

from __future__ import annotations

from bot.languages import N_

# Translators: buttons; at most 30 characters each.
SOURCES = N_("Sources")
MORE_DETAILS = N_("Show the details")
WAYS_TO_HELP = N_("Ways to help")
NONE_OF_THESE = N_("None of these")
# Translators: a button; it leads to contacts for somebody in danger.
URGENT = N_("If it is urgent")
# Translators: a button; the reader says nothing else about where they are.
IN_RUSSIA = N_("I am in Russia")
# Translators: a button; the reader says nothing else about where they are.
OUTSIDE_RUSSIA = N_("I am outside Russia")
# Translators: a button under a question without an answer: hand it on to the volunteers.
PASS_ON = N_("Pass these words on")
# Translators: a button in a group and under a shared answer; opens the chat with the program.
ASK_IN_PRIVATE = N_("Ask me in private")
# Translators: a button in a group and above answers to be shared; says nothing of why.
OPEN_PRIVATE_CHAT = N_("Open a private chat")
# Translators: a button under an answer, beside the next one; at most 15 characters.
HELPFUL = N_("Helpful")
# Translators: a button under an answer, beside the one before; at most 15 characters.
UNHELPFUL = N_("Not helpful")
# Translators: a button under the sources of an answer: send it into another chat.
SHARE = N_("Share this answer")
# Translators: begins a message in a group; questions stand under it, one a line.
PERHAPS = N_("Perhaps one of these was meant; ask it in these words:")
# Translators: begins a message; the buttons under it are up to three questions and the last one.
DID_YOU_MEAN = N_("Did you mean one of these? If not, press the last button.")
# Translators: stands above the button that shows distressing details.
WARNING = N_("Content warning: the details describe violence. They are shown only if you ask.")
# Translators: introduces a list of what can be asked about.
I_KNOW_ABOUT = N_("I can answer questions about:")
# Translators: begins a message; the topic's name, its questions and buttons stand under it.
QUESTIONS = N_("Here are questions with a reviewed answer. Ask in your own words, too.")

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
