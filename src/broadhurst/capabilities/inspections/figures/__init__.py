"""Figures of inspections, and the letter that quotes every capability's figures."""
