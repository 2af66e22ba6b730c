"""Read referrals, limited by row-level security.

A receiving team sees its referrals and nothing of the OCG.
"""
