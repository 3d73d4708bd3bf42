"""What the figures in README.md and docs/ come from; each module prints a table."""
