"""What stands on buttons and between the parts of a reply."""

from __future__ import annotations

from bot.languages import N_, NN_

# Translators: a button under an answer: show its documents at length; at most 30 characters.
SOURCES = N_("Sources")
# Translators: a button under an answer: show the distressing details; at most 30 characters.
MORE_DETAILS = N_("Show the details")
# Translators: a button under an answer and at the beginning; at most 30 characters.
WAYS_TO_HELP = N_("Ways to help")
# Translators: the last button under questions that may have been meant; at most 30 characters.
NONE_OF_THESE = N_("None of these")
# Translators: a button; it leads to contacts for somebody in danger; at most 30 characters.
URGENT = N_("If it is urgent")
# Translators: a button, where an answer depends on the place; the reader says nothing else about
# where they are; at most 30 characters.
IN_RUSSIA = N_("I am in Russia")
# Translators: a button, where an answer depends on the place; the reader says nothing else about
# where they are; at most 30 characters.
OUTSIDE_RUSSIA = N_("I am outside Russia")
# Translators: a button under a question without an answer: hand it on to the volunteers; at
# most 30 characters.
PASS_ON = N_("Pass these words on")
# Translators: a button in a group and under a shared answer; opens the chat with the program; at
# most 30 characters.
ASK_IN_PRIVATE = N_("Ask me in private")
# Translators: a button in a group and above answers to be shared; says nothing of why; at most 30
# characters.
OPEN_PRIVATE_CHAT = N_("Open a private chat")
# Translators: a button under an answer, beside the next one; at most 15 characters.
HELPFUL = N_("Helpful")
# Translators: a button under an answer, beside the one before; at most 15 characters.
UNHELPFUL = N_("Not helpful")
# Translators: a button under the sources of an answer: send it into another chat; at most 30
# characters.
SHARE = N_("Share this answer")
# Translators: begins a message in a group; questions stand under it, one a line; any
# length.
PERHAPS = N_("Perhaps one of these was meant; ask it in these words:")
# Translators: begins a message; the buttons under it are up to three questions and the
# last one, which says that it is none of them; any length.
DID_YOU_MEAN = N_("Did you mean one of these? If not, press the last button.")
# Translators: ends an answer, above the button that shows distressing details; any length.
WARNING = N_("Content warning: the details describe violence. They are shown only if you ask.")
# Translators: introduces a list of what can be asked about, under a reply that says there is no
# answer, and under /help; any length.
I_KNOW_ABOUT = N_("I can answer questions about:")
# Translators: begins a message; the topic's name, its questions and buttons stand under
# it; any length.
QUESTIONS = N_("Here are questions with a reviewed answer. Ask in your own words, too.")
# Translators: stands inside utter_privacy in place of {group}, after “at least”; {number} is a
# number from 2 up; give every form the case that your words before {group} ask for;
# any length.
TIMES = NN_("{number} time", "{number} times")

TOPIC_NAMES = {
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "crisis": N_("What happened"),
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "numbers": N_("Figures and dates"),
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "sources": N_("Who says so"),
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "help": N_("Ways to help"),
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "risk": N_("Help for someone at risk"),
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "safety": N_("Safety and privacy here"),
    # Translators: a topic, in a list and on a button, to anybody; at most 30 characters.
    "about": N_("About this assistant"),
}
