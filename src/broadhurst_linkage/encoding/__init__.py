"""Encoding: turn a record into sixteen 64-bit words, once for many comparisons."""
