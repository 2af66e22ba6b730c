"""Spans of days."""

from datetime import date

from django.db import models
from django.db.models import F, Q


def in_force_on(day: date) -> Q:
    """Rows whose span holds a day; `until_on` is the first day no longer in the span."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


def span_is_forward(name: str) -> models.CheckConstraint:
    """That a span does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name=name
    )
