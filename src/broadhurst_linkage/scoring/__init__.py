"""Scoring: how much two records agree, as a weight."""
