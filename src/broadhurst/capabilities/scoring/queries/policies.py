"""Schemes and review policies: which are approved, drafted and in force."""

from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Cadence, Scheme
from broadhurst.foundation.access.locks import lock

Policy = TypeVar("Policy", Scheme, Cadence)


def approved_days(model: type[Scheme] | type[Cadence]) -> set[date]:
    """Return the first days of the approved policies of a kind."""
    return set(model._default_manager.filter(stage="approved").values_list("from_on", flat=True))


def locked_policy(policy: Policy) -> Policy:
    """Lock the row of a policy, and return it as it is now."""
    return lock(type(policy)._default_manager.all(), policy)


def schemes() -> QuerySet[Scheme]:
    """Return the versions of the scoring scheme, the latest first day first."""
    rows = Scheme.objects.select_related("drafted_by", "approved_by", "withdrawn_by")
    return rows.order_by("-from_on", "-pk")


def cadences() -> QuerySet[Cadence]:
    """Return the review policies, the latest first day first."""
    rows = Cadence.objects.select_related("drafted_by", "approved_by", "withdrawn_by")
    return rows.order_by("-from_on", "-pk")
