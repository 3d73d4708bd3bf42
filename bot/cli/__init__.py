"""Commands of `python -m bot`, one file per group."""
