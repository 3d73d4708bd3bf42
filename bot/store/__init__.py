"""What is kept at rest, sealed: memories of people, questions passed on, counts."""
