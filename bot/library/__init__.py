"""What volunteers write: answers, sources, contacts, figures and ways to help."""
