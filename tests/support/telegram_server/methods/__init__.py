"""The methods of the Bot API, with their refusals."""

from tests.support.telegram_server.methods import (  # noqa: F401  (they register themselves)
    bot,
    inline,
    messages,
    profile,
    queries,
    webhooks,
)
from tests.support.telegram_server.methods.registry import METHODS

__all__ = ["METHODS"]
