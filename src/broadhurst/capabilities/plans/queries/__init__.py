"""Queries of plans.

Row-level security decides which rows a reader gets; nothing here filters by actor for permission.
"""
