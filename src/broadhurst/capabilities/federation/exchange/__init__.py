"""Compare targets with another instance, as `matching` does within this one.

Only these modules and `matching` read past row-level security. docs/decisions/0015 says how and
why.
"""
