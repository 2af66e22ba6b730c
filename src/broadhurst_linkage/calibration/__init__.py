"""Training of the second stage from verdicts."""
