"""Splink: its columns, its training, and its weights for parity tests."""
