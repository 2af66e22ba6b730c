"""Figures of leads, with the OCGs behind each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.capabilities.register.queries.active_owners import active_ids, active_owners_at
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.figure import Measure, Part, Period, Record, Row, Scope, Tally


def _has_trained_lro(instant: datetime) -> Q:
    done = Training.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=instant),
        officer=OuterRef("officer"),
        recorded_at__lt=instant,
        on__lte=instant.astimezone(clock.LONDON).date(),
    )
    lros = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("ocg"), role=Lead.Role.LRO)
    return Q(Exists(lros.filter(Exists(done))))


def _owned(scope: Scope, as_of: date) -> QuerySet[Ownership]:
    instant = clock.as_of(as_of)
    active = listed_ids(active_ids(scope, instant))
    owned = Ownership.objects.filter(in_force_at(instant), ocg__in=active)
    return owned.exclude(_has_trained_lro(instant))


def _by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    counted = _owned(scope, as_of).order_by().values_list("agency").annotate(Count("pk"))
    return {agency: Part(many, many) for agency, many in counted}


def _over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the OCGs of each period as `_owned` does, with one read of leads and of training."""
    instants = tuple(clock.as_of(as_of) for _, as_of in periods)
    owners = active_owners_at(scope, instants)
    ocgs = listed_ids({ocg for known in owners for ocg in known})
    leads, training = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    spans = Lead.objects.filter(ocg__in=ocgs, role=Lead.Role.LRO).order_by()
    for ocg, *span in spans.values_list("ocg", "officer", "from_at", "until_at"):
        leads[ocg].append(span)
    done = Training.objects.filter(officer__in=spans.values("officer")).order_by()
    for officer, *course in done.values_list("officer", "recorded_at", "withdrawn_at", "on"):
        training[officer].append(course)

    def is_trained(ocg: int, instant: datetime) -> bool:
        day = instant.astimezone(clock.LONDON).date()
        return any(
            recorded_at < instant and on <= day and (withdrawn_at or instant) >= instant
            for officer, from_at, until_at in leads[ocg]
            if from_at <= instant and (until_at is None or until_at > instant)
            for recorded_at, withdrawn_at, on in training[officer]
        )

    counts = [
        sum(not is_trained(ocg, instant) for ocg in known)
        for known, instant in zip(owners, instants, strict=True)
    ]
    return [Tally(many, many) for many in counts]


def _untrained(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    owned = _owned(scope, as_of).order_by("ocg__ref")
    return [
        Row(
            Record(ref, f"{name}, {unit}", reverse("dossier:ocg_leads", args=[ref])),
            frozenset({agency}),
        )
        for ref, name, unit, agency in owned.values_list(
            "ocg__ref", "ocg__name", "unit__name", "agency"
        )
    ]


with_untrained_lro = Measure(
    "with_untrained_lro", "OCGs whose LRO has no training", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day, whose lead responsible officer had no "
    "LRO training on record. You only see training of your own organisation.",
    _untrained, is_of_a_period=False, by_agency=_by_owner, series=_over_time,
)  # fmt: skip
FIGURES: list[Measure] = [with_untrained_lro]
