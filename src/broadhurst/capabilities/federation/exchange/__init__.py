"""Comparing targets with another instance: what `matching` is to units of this one.

These modules and `matching` alone look past the wall. docs/decisions/0015 says how and why.
"""
