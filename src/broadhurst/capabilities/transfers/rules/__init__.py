"""Rules for moving an OCG to another organisation.

Pure: each returns its objections.
"""
