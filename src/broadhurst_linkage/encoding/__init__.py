"""Encoding: a record as sixteen 64-bit words, read once and compared many times."""
