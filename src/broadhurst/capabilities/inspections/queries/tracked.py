"""Findings by organisation, with both statuses as columns that a list can filter and sort by."""

from datetime import date

from django.db.models import (
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate

from broadhurst.capabilities.inspections.models import Addressee, OurStatus
from broadhurst.capabilities.inspections.queries.acts import counted
from broadhurst.capabilities.inspections.rules import statuses as rules
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.foundation import clock

OF_BOTH = {"finding": OuterRef("finding"), "agency": OuterRef("agency")}


def tracked(today: date | None = None) -> QuerySet[Addressee]:
    """Return the findings that ask something of an organisation, once for each organisation.

    `ours`, `theirs` and `owner` are the two statuses and the owner's name now, as `statuses`
    says them. `owner_officer_id` and `owner_unit_id` say which of the two the owner is. A prepared
    query gives the day.
    """
    statuses = OurStatus.objects.filter(**OF_BOTH).order_by("-set_at", "-pk")
    theirs = counted().filter(**OF_BOTH, acted_on__lte=today or clock.today()).exclude(status="")
    theirs = theirs.order_by("-acted_on", "-pk")
    reopened = statuses.filter(status=OurStatus.Status.REOPENED, corrected_by=None)
    rows = Addressee.objects.filter(finding__kind__in=ANSWERED_KINDS, finding__withdrawn_at=None)
    return rows.select_related("finding__report__publisher", "agency").annotate(
        ours=Coalesce(Subquery(statuses.values("status")[:1]), Value(rules.FIRST)),
        owner=Coalesce(
            Subquery(statuses.values("owner__name")[:1]),
            Subquery(statuses.values("owner_unit__name")[:1]),
            Value(""),
        ),
        owner_officer_id=Subquery(statuses.values("owner")[:1]),
        owner_unit_id=Subquery(statuses.values("owner_unit")[:1]),
        theirs=Coalesce(Subquery(theirs.values("status")[:1]), Value("")),
        theirs_on=Subquery(theirs.values("acted_on")[:1]),
        reopened_on=Subquery(
            reopened.annotate(on=TruncDate("set_at")).values("on")[:1], output_field=DateField()
        ),
    )


def to_act_on() -> Q:
    """Filter `tracked` for findings that an organisation has not ended or asked to close.

    It says the same as `Statuses.is_to_act_on`.
    """
    is_closed = Q(theirs__in=rules.CLOSED_BY_THEM)
    is_reopened = Q(reopened_on__isnull=False) & Q(theirs_on__lte=F("reopened_on"))
    is_ended = Q(ours__in=(*rules.ENDED_BY_US, "closure_requested"))
    return ~is_ended & (~is_closed | is_reopened)
