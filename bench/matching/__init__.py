"""The matcher's bench: what is measured, against what (README.md)."""
