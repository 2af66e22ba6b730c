"""Read the requests and log entries that are tasks of a lead."""

from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.liaison.models import LogEntry, Request
from broadhurst.capabilities.liaison.queries.requests import slim_requests
from broadhurst.capabilities.liaison.rules.requesting import OPEN
from broadhurst.capabilities.register.models import ActingLead
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.foundation.access.prepared_query import prepared_query


@prepared_query
def asked_of(officer: int) -> QuerySet[Request]:
    """Select the open requests to the roles that an officer has or covers."""
    mine = slim_requests().filter(
        ocg__acting_leads__officer=officer, ocg__acting_leads__role=F("asked_role"), stage__in=OPEN
    )
    return mine.exclude(asked_by=officer).order_by("answer_due_at")[:50]


@prepared_query
def late_by(officer: int, now: datetime, today: date) -> QuerySet[Request]:
    """Select the late requests by an officer, or by a lead that the officer covers."""
    covered = ActingLead.objects.filter(officer=officer).values("lead__officer")
    by = Q(asked_by=officer) | Q(asked_by__in=covered)
    requests = slim_requests().filter(
        by, ocg__in=led_by(officer, also_in_part=True), stage__in=OPEN
    )
    is_late = Q(stage="asked", answer_due_at__lt=now) | Q(stage="accepted", needed_on__lt=today)
    return requests.filter(is_late).order_by("answer_due_at")[:50]


@prepared_query
def unsigned(officer: int) -> QuerySet[LogEntry]:
    """Select the entries that an officer has not signed but has to."""
    needed = Q(needs_both=True) & (Q(sio=officer) | Q(lro=officer))
    entries = LogEntry.objects.filter(needed | Q(needs_both=False, maker=officer))
    unsigned = entries.exclude(signatures__officer=officer).select_related("ocg")
    return unsigned.order_by("recorded_at")[:50]


@prepared_query
def open_on(ocg: int) -> QuerySet[Request]:
    """Select the open requests of an OCG."""
    return Request.objects.filter(ocg=ocg, stage__in=OPEN).order_by()
