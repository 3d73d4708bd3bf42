"""`ryadom check`: everything there is to mend, at once."""
