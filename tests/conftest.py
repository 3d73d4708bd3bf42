"""Sanic, which Rasa imports, shows every deprecation of every library; that is undone here."""

from warnings import catch_warnings

with catch_warnings():
    import sanic  # noqa: F401 - for what its import does to the filters
