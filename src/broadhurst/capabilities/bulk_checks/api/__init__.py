"""JSON API of bulk checks."""

from broadhurst.capabilities.bulk_checks.api.checks import router

__all__ = ["router"]
