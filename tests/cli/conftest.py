"""The trained assistant, and the small library as it stands and as a copy to be changed."""

from tests.support.agent import agent
from tests.support.small import copied, small_root

__all__ = ["agent", "copied", "small_root"]
