"""Normalisers: one module for each kind of identifier, from text as written to a normal form."""
