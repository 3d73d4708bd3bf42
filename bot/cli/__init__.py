"""What the commands of `python -m bot` do; they are declared in `commands`."""
