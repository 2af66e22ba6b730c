"""Queries of liaison. Row-level security decides which rows a reader gets."""
