"""Telegram on one side, Rasa's channel interface on the other; nothing here knows the assistant."""
