"""What people see on Telegram: held as real conversations with the program, written as a transcript
and drawn by a browser. `python -m pictures` writes docs/telegram.md and docs/telegram/."""
