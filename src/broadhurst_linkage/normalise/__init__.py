"""Normalisers: a module for each kind of identifier, to its normal form."""
