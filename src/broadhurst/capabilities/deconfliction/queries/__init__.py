"""Queries of deconfliction.

Row-level security limits them: a unit reads its own entries and its own sides of hits.
"""
