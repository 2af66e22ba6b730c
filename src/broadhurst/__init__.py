"""Broadhurst: the response to serious and organised crime, run together."""
