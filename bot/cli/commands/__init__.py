"""What is typed: one module for each group of commands; the work is done next door."""
