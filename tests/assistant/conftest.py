"""The trained assistant, the small library, what Rasa hands to components, a store, Redis."""

from tests.support.agent import agent
from tests.support.components import encoder, storage
from tests.support.kept import kept
from tests.support.redis_server import redis_server
from tests.support.small import copied, small_root

__all__ = ["agent", "copied", "encoder", "kept", "redis_server", "small_root", "storage"]
