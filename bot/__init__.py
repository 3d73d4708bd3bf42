"""Ryadom: a bilingual assistant that only says what a person wrote and reviewed."""
