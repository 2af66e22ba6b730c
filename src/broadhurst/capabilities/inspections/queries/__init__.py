"""Queries for reports, findings and responses.

Row-level security hides some responses.
"""
