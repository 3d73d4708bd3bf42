"""Proofs that what the program promises of privacy holds: `make privacy`.

Each promise has the number it has in the list that docs/privacy-proof.md shows. The program runs
as `make run` starts it, against a strict Bot API server, real PostgreSQL and real Redis.
"""
