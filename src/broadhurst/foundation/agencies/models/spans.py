"""Spans of days."""

from datetime import date

from django.db import models
from django.db.models import F, Q


def in_force_on(day: date) -> Q:
    """Return a filter for rows whose span contains a day; `until_on` is exclusive."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


def span_is_forward(name: str, *, may_be_empty: bool = False) -> models.CheckConstraint:
    """Return a check constraint that a span does not end before it begins.

    An empty span, where allowed, ends on the day it begins: an officer who leaves on their first
    day was never there for a whole day.
    """
    ends = Q(until_on__gte=F("from_on")) if may_be_empty else Q(until_on__gt=F("from_on"))
    return models.CheckConstraint(condition=Q(until_on__isnull=True) | ends, name=name)
