"""Splink: its columns, its training, and the parity with it."""
