"""Database constraint for keys that become part of a URL."""

from django.db import models

from broadhurst.foundation.short_name import SHORT_NAME


def key_is_short_name(constraint: str) -> models.CheckConstraint:
    """Return a check constraint that `key` is a short name."""
    return models.CheckConstraint(condition=models.Q(key__regex=SHORT_NAME), name=constraint)
