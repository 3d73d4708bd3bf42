"""Databases of both kinds, a clock, what is remembered."""

from tests.support.postgres_server import fragile_postgres, postgres, spare_postgres
from tests.support.stores import clock, database, memories, place, postgres_place, sqlite_place

__all__ = [
    "clock",
    "database",
    "fragile_postgres",
    "memories",
    "place",
    "postgres",
    "postgres_place",
    "spare_postgres",
    "sqlite_place",
]
