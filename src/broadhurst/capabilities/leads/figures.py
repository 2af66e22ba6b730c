"""Figures of leads, with the OCGs behind each."""

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.capabilities.register.queries.active_owners import active_ids
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.figure import Measure, Part, Record, Row, Scope


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
    _untrained, is_of_a_period=False, by_agency=_by_owner,
)  # fmt: skip
FIGURES: list[Measure] = [with_untrained_lro]
