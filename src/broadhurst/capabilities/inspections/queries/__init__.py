"""Reads of reports, findings and responses. The wall decides which responses are there."""

from broadhurst.capabilities.inspections.queries.waiting import waiting_for

__all__ = ["waiting_for"]
