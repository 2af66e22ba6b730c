"""A guide for each role, accessibility and privacy."""
