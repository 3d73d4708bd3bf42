"""What a person on Telegram can rely on, measured: `python -m proofs.reliability`."""
