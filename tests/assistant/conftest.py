"""Fixtures: the trained assistant, the small library, what Rasa hands to components."""

from tests.support.agent import agent
from tests.support.components import encoder, storage
from tests.support.small import copied, small_root

__all__ = ["agent", "copied", "encoder", "small_root", "storage"]
