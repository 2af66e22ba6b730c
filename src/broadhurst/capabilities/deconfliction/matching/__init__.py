"""The matcher: it bypasses row-level security, and only commands call it.

A check has four steps, a module each: `candidates`, `scoring`, `entries`, `hits`. The values that
pass between them are in `stages`, and their statements in `sql`. Begin with `hits.find_hits`.
"""
