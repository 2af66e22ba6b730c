"""Compare targets with another instance, as `matching` does between units of this one.

These modules and `matching` alone look past the wall. docs/decisions/0015 says how and why.
"""
