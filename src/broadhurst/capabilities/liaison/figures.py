"""Figures for Recommendation 1 (2021): how well SIOs and LROs work together.

The register's figure `with_both_leads` counts the OCGs that have both.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.ocgs import archived_at, in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Measure, Record, Row, Scope, middle, share
from broadhurst.foundation.govuk import words


def _requests(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the requests whose answer was due or came in a period.

    Requests withdrawn without an answer are left out. So are those whose answer is not yet due.
    """
    instant = clock.as_of(as_of)
    asked_at = OuterRef("asked_at")
    owner = Ownership.objects.filter(
        Q(until_at=None) | Q(until_at__gt=asked_at), ocg=OuterRef("ocg"), from_at__lte=asked_at
    )
    counted = (
        requests()
        .annotate(owner_id=Subquery(owner.values("agency")[:1]))
        .filter(
            Q(answered_at__lt=instant)
            | Q(answer_due_at__lt=instant) & (Q(ended_at=None) | Q(ended_at__gte=instant)),
            **scope.only("owner_id"),
            asked_at__lt=instant,
        )
    )
    if since:
        counted = counted.filter(answer_due_at__gte=clock.midnight(since))
    return [_request_row(request, _answer(request, instant)) for request in counted]


def _request_row(request: Any, answer: str) -> Row:
    text = f"{request.get_kind_display()}: {answer}"
    record = Record(request.ref, text, reverse("liaison:request", args=[request.ref]))
    return Row(record, frozenset({request.owner_id}), value=int(answer == "answered in time"))


def _answer(request: Request, instant: datetime) -> str:
    if request.answered_at is None or request.answered_at >= instant:
        return "not answered"
    return "answered in time" if request.answered_at <= request.answer_due_at else "answered late"


def _pairs(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs with both leads and the days since those last met.

    The longest time comes first.
    """
    instant = clock.as_of(as_of)
    rows = [(ocg, _days_since_contact(ocg, as_of)) for ocg in _with_both_leads(scope, instant)]
    rows.sort(key=lambda row: (-row[1], row[0].ref))
    return [
        Row(
            Record(
                ocg.ref,
                f"{ocg.name}: {words.count(days, 'day')}{'' if ocg.met_on else ', not met yet'}",
                reverse("dossier:ocg_liaison", args=[ocg.ref]),
            ),
            frozenset({ocg.owner_id}),
            value=days,
        )
        for ocg, days in rows
    ]


def _with_both_leads(scope: Scope, instant: datetime) -> QuerySet[Any]:
    """Return the OCGs with both leads at an instant.

    Each has the start of both leads and the last meeting of this pair.
    """
    leads = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("pk"))
    owner = Ownership.objects.filter(in_force_at(instant), ocg=OuterRef("pk"))
    meetings = Meeting.objects.filter(
        ocg=OuterRef("pk"),
        sio=OuterRef("sio_officer"),
        lro=OuterRef("lro_officer"),
        recorded_at__lt=instant,
    )
    active = Ocg.objects.exclude(archived_at(instant))
    return active.annotate(
        owner_id=Subquery(owner.values("agency")[:1]),
        sio_officer=Subquery(leads.filter(role="sio").values("officer")[:1]),
        lro_officer=Subquery(leads.filter(role="lro").values("officer")[:1]),
        sio_from=Subquery(leads.filter(role="sio").values("from_at")[:1]),
        lro_from=Subquery(leads.filter(role="lro").values("from_at")[:1]),
        met_on=Subquery(meetings.values("met_on")[:1]),
    ).filter(sio_officer__isnull=False, lro_officer__isnull=False, **scope.only("owner_id"))


def _days_since_contact(ocg: Any, as_of: date) -> int:
    began: date = max(ocg.sio_from, ocg.lro_from).astimezone(clock.LONDON).date()
    counted_from: date = ocg.met_on or began
    return (min(as_of, clock.today()) - counted_from).days


answered_in_time = Measure(
    "answered_in_time", "Requests between SIO and LRO answered in time", "per cent", "per cent",
    "Requests about OCGs that the organisation owned when they were made, and whose answer came or "
    "was due in the period: the share answered by the time it was due. Requests withdrawn before "
    "an answer are left out.",
    _requests, value=share, of=("requests", "request"),
)  # fmt: skip
days_since_contact = Measure(
    "days_since_contact", "Days since SIO and LRO last met, or were named (median)", "days", "day",
    "For each OCG that the organisation owned at the end of the day and that had both an SIO and "
    "an LRO: the days since those two last met, or since the later of them was named. The figure "
    "is the median.",
    _pairs, value=middle, is_of_a_period=False,
)  # fmt: skip

FIGURES: list[Measure] = [answered_in_time, days_since_contact]
