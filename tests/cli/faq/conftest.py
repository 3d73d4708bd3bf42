"""A desk at which volunteers work."""

from tests.support.volunteering import desk

__all__ = ["desk"]
