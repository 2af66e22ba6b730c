"""Planned events of your unit, and the warrants of requests."""
