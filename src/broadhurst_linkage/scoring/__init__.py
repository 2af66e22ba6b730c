"""Scoring: weigh how much two records agree, and explain it."""
