"""`ryadom sources`: documents read into paragraphs, kept outside the repository, with a digest."""
