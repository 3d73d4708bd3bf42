"""A conversation for every test that asks for it."""

from tests.support.conversing import (
    client,
    clock,
    conversation,
    group,
    overdue,
    person,
    rasa,
    read,
    turn,
)

__all__ = ["client", "clock", "conversation", "group", "overdue", "person", "rasa", "read", "turn"]
