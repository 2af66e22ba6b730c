"""Matching of identifiers: pure, and usable without the rest of Broadhurst."""
