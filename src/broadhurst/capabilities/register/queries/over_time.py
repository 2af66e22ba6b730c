"""Count figures of the register on several days, reading the records once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from broadhurst.capabilities.register.models import Assessment, Lead
from broadhurst.capabilities.register.queries.active_owners import active_owners_at, each_once
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.figure import Period, Scope, Tally


@prepared_query
def _leads(ocgs: Numbers) -> QuerySet[Lead, tuple[int, str, datetime, datetime | None]]:
    leads = Lead.objects.filter(AnyOf(F("ocg"), ocgs), role__in=(Lead.Role.SIO, Lead.Role.LRO))
    return leads.order_by().values_list("ocg", "role", "from_at", "until_at")


@prepared_query
def _accepted(ocgs: Numbers) -> QuerySet[Assessment, Any]:
    accepted = Assessment.objects.filter(AnyOf(F("ocg"), ocgs), moderation__outcome="accepted")
    return accepted.order_by().values_list(
        "ocg", "scored_at", "moderation__moderated_at", "ocg__reactivated_at"
    )


def active_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the active OCGs on each day."""
    instants = tuple(clock.as_of(as_of) for _, as_of in periods)
    days = list(map(len, active_owners_at(scope, instants)))
    return [Tally(count, count) for count in days]


def both_leads_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the OCGs with both leads on each day."""
    instants = [clock.as_of(as_of) for _, as_of in periods]
    active = active_owners_at(scope, tuple(instants))
    spans = _leads(each_once(active))
    tallies = []
    for instant, owners in zip(instants, active, strict=True):
        led = {
            (ocg, role)
            for ocg, role, from_at, until_at in spans
            if ocg in owners and from_at <= instant and (until_at is None or until_at > instant)
        }
        both = sum(all((ocg, role) in led for role in ("sio", "lro")) for ocg in owners)
        tallies.append(Tally(both, len(owners), both))
    return tallies


def not_assessed_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the OCGs without an assessment that was accepted by each day and not void then."""
    instants = [clock.as_of(as_of) for _, as_of in periods]
    active = active_owners_at(scope, tuple(instants))
    accepted = _accepted(each_once(active))
    tallies = []
    for instant, owners in zip(instants, active, strict=True):
        assessed = {
            ocg
            for ocg, scored_at, moderated_at, reactivated_at in accepted
            if moderated_at < instant
            and (reactivated_at is None or reactivated_at >= instant or scored_at >= reactivated_at)
        }
        without = len(owners.keys() - assessed)
        tallies.append(Tally(without, len(owners), without))
    return tallies
