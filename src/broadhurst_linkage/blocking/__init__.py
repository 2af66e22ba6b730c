"""Blocking: choose the pairs of records that are worth comparing."""
