"""The assistant beside Rasa's own default: `make benchmark` writes docs/benchmarks.md."""
