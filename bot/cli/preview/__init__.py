"""`ryadom preview`: the whole library as Telegram will show it, as one page for a browser."""
