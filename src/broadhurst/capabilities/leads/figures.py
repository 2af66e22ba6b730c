"""Figures of leads, with the OCGs behind each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, When

from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.capabilities.register.queries.active_owners import (
    active_ids,
    active_owners_at,
    each_once,
)
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Period,
    Record,
    Row,
    Scope,
    Tally,
    how_many_meet,
)
from broadhurst.foundation.govuk.words import london_day


def _has_trained_lro(instant: datetime, day: date) -> Q:
    done = Training.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=instant),
        officer=OuterRef("officer"),
        recorded_at__lt=instant,
        on__lte=day,
    )
    lros = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("ocg"), role=Lead.Role.LRO)
    return Q(Exists(lros.filter(Exists(done))))


def _is_untrained(instant: datetime, day: date) -> Case:
    return Case(When(_has_trained_lro(instant, day), then=0), default=1)


def _by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    instant = clock.as_of(as_of)
    counted = _untrained_by(array(active_ids(scope, instant)), instant, london_day(instant))
    return {agency: Part(leads, numerator) for agency, leads, numerator in counted}


@prepared_query
def _untrained_by(ocgs: Numbers, instant: datetime, day: date) -> QuerySet[Ownership, Any]:
    owned = Ownership.objects.filter(in_force_at(instant), AnyOf(F("ocg"), ocgs)).order_by()
    owned = owned.annotate(is_untrained=_is_untrained(instant, day))
    return owned.values_list("agency").annotate(Count("pk"), Sum("is_untrained"))


def _lros(ocgs: Numbers) -> QuerySet[Lead]:
    return Lead.objects.filter(AnyOf(F("ocg"), ocgs), role=Lead.Role.LRO).order_by()


@prepared_query
def _spans(ocgs: Numbers) -> QuerySet[Lead, Any]:
    return _lros(ocgs).values_list("ocg", "officer", "from_at", "until_at")


@prepared_query
def _courses(ocgs: Numbers) -> QuerySet[Training, Any]:
    done = Training.objects.filter(officer__in=_lros(ocgs).values("officer")).order_by()
    return done.values_list("officer", "recorded_at", "withdrawn_at", "on")


def _over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the OCGs of each period as `_rows` does, with one read of leads and of training."""
    instants = tuple(clock.as_of(as_of) for _, as_of in periods)
    owners = active_owners_at(scope, instants)
    ocgs = each_once(owners)
    leads, training = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    with sent_ahead([_spans.ask(ocgs), _courses.ask(ocgs)]):
        for ocg, *span in _spans(ocgs):
            leads[ocg].append(span)
        for officer, *course in _courses(ocgs):
            training[officer].append(course)

    def is_trained(ocg: int, instant: datetime) -> bool:
        day = london_day(instant)
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
    return [
        Tally(numerator, len(known), numerator)
        for known, numerator in zip(owners, counts, strict=True)
    ]


def _rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs: 1 for those whose LRO has no training, and 0 for the others."""
    instant = clock.as_of(as_of)
    active = listed_ids(active_ids(scope, instant))
    owned = Ownership.objects.filter(in_force_at(instant), ocg__in=active)
    owned = owned.annotate(is_untrained=_is_untrained(instant, london_day(instant)))
    return [
        Row(
            Record(
                ref,
                f"{name}, {unit}: {'no' if is_untrained else 'has'} training on record",
                record_address("dossier:ocg_leads", ref),
            ),
            frozenset({agency}),
            value=is_untrained,
        )
        for ref, name, unit, agency, is_untrained in owned.order_by("ocg__ref").values_list(
            "ocg__ref", "ocg__name", "unit__name", "agency", "is_untrained"
        )
    ]


with_untrained_lro = Measure(
    "with_untrained_lro", "OCGs whose LRO has no training", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day: how many had a lead responsible "
    "officer without LRO training on record. You only see training of your own organisation.",
    _rows, value=how_many_meet, of=("OCGs", "OCG"), is_of_a_period=False, by_agency=_by_owner,
    series=_over_time,
)  # fmt: skip
FIGURES: list[Measure] = [with_untrained_lro]
