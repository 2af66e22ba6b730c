"""Queries for reports, findings and responses.

Row-level security hides some responses.
"""

from broadhurst.capabilities.inspections.queries.waiting import waiting_for

__all__ = ["waiting_for"]
