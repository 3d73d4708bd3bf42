"""`ryadom faq`: entries made, changed, shown and listed."""
