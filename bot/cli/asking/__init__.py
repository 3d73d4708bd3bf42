"""`ryadom ask`: what readers get for a question or a file of them, and what has changed."""
