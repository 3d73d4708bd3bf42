"""Sanic, which Rasa imports, shows every deprecation of every library; that is undone here. And
no test reads or writes what a copy on this machine keeps."""

import os
from warnings import catch_warnings

with catch_warnings():
    import sanic  # noqa: F401 - for what its import does to the filters

SETTINGS = ("TELEGRAM_BOT_TOKEN", "BOT_SECRET_KEY", "DATABASE_URL", "REDIS_URL", "STATE_DIRECTORY")

for name in SETTINGS:
    os.environ.pop(name, None)
