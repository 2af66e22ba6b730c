"""Figures of inspections, and the letter that quotes every capability's figures."""

from broadhurst.capabilities.inspections.figures.counts import (
    FIGURES,
    findings_by_inspectorate_status,
    findings_by_our_status,
)

__all__ = ["FIGURES", "findings_by_inspectorate_status", "findings_by_our_status"]
