"""Organisations compared by process step, and whether Recommendation 1 is met."""
