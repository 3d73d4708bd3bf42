"""The small library, as it stands and as a copy to be changed."""

from tests.support.small import copied, small_root

__all__ = ["copied", "small_root"]
