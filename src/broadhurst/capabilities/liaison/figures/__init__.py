"""Figures for Recommendation 1 (2021): how well SIOs and LROs work together.

The register's figure `with_both_leads` counts the OCGs that have both.
"""
