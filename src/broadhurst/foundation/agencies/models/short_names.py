"""Keys that become part of an address, held by the database to the shape of a short name."""

from django.db import models

from broadhurst.foundation.short_name import SHORT_NAME


def key_is_short_name(constraint: str) -> models.CheckConstraint:
    """A constraint that the key can be part of an address."""
    return models.CheckConstraint(condition=models.Q(key__regex=SHORT_NAME), name=constraint)
