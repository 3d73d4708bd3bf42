"""Rasa's own default, given what this project's assistant is given."""
