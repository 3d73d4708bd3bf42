"""The trained assistant, the small library as it stands and as a copy to be changed, a store."""

from tests.support.agent import agent
from tests.support.kept import kept
from tests.support.small import copied, small_root

__all__ = ["agent", "copied", "kept", "small_root"]
