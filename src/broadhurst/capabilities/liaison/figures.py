"""Figures for Recommendation 1 (2021): how well SIOs and LROs work together.

The register's figure `with_both_leads` counts the OCGs that have both.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.capabilities.liaison.rules.recording import MEET_WITHIN
from broadhurst.capabilities.register.figures import active_ids
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.reach import listed_ids, within_reach
from broadhurst.foundation.figure import (
    Measure,
    Record,
    Row,
    Scope,
    Tally,
    how_many_did,
    middle,
    middle_of,
    percentage,
    share,
)
from broadhurst.foundation.govuk import words


def _counted(scope: Scope, since: date | None, as_of: date) -> QuerySet[Any]:
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
            | Q(first_due_at__lt=instant) & (Q(ended_at=None) | Q(ended_at__gte=instant)),
            **scope.only("owner_id"),
            asked_at__lt=instant,
        )
    )
    if since:
        counted = counted.filter(first_due_at__gte=clock.midnight(since))
    if scope.is_of_organisations:
        # Only so that an index finds the OCGs that they ever owned. `owner_id` decides.
        ever = Ownership.objects.filter(**scope.only("agency"))
        counted = counted.filter(ocg__in=ever.values("ocg"))
    return within_reach(counted)


def _tally_of_requests(scope: Scope, since: date | None, as_of: date) -> Tally:
    in_time = Q(answered_at__lt=clock.as_of(as_of), answered_at__lte=F("first_due_at"))
    counts = _counted(scope, since, as_of).aggregate(
        did=Count("pk", filter=in_time), many=Count("pk")
    )
    return Tally(percentage(counts["did"], counts["many"]), counts["many"])


def _requests(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    instant = clock.as_of(as_of)
    return [
        _request_row(request, _answer(request, instant))
        for request in _counted(scope, since, as_of)
    ]


def _request_row(request: Any, answer: str) -> Row:
    text = f"{request.get_kind_display()}: {answer}"
    record = Record(request.ref, text, reverse("liaison:request", args=[request.ref]))
    return Row(record, frozenset({request.owner_id}), value=int(answer == "answered in time"))


def _answer(request: Request, instant: datetime) -> str:
    if request.answered_at is None or request.answered_at >= instant:
        return "not answered"
    return "answered in time" if request.answered_at <= request.first_due_at else "answered late"


def _pairs(scope: Scope, as_of: date) -> QuerySet[Any]:
    """Return the SIOs of OCGs with both leads at the end of a day.

    Each has the LRO (`lro_officer`, since `lro_from`) and the last meeting of this pair (`met_on`).
    """
    instant = clock.as_of(as_of)
    meetings = Meeting.objects.filter(
        ocg=OuterRef("ocg"),
        sio=OuterRef("officer"),
        lro=OuterRef("ocg__leads__officer"),
        recorded_at__lt=instant,
    )
    # One call, so that all of it is asked of the same lead.
    rows = Lead.objects.filter(
        in_force_at(instant),
        Q(ocg__leads__until_at=None) | Q(ocg__leads__until_at__gt=instant),
        ocg__in=listed_ids(active_ids(scope, instant)),
        role="sio",
        ocg__leads__role="lro",
        ocg__leads__from_at__lte=instant,
    )
    return rows.annotate(
        lro_from=F("ocg__leads__from_at"), met_on=Subquery(meetings.values("met_on")[:1])
    )


def _days_since_contact(since: datetime, other: datetime, met_on: date | None, as_of: date) -> int:
    """Return the days since a pair met, or since the later of them was named."""
    counted_from = met_on or max(since, other).astimezone(clock.LONDON).date()
    return (min(as_of, clock.today()) - counted_from).days


@read_once
def _days_of_pairs(scope: Scope, as_of: date) -> list[int]:
    pairs = _pairs(scope, as_of).order_by().values_list("from_at", "lro_from", "met_on")
    return [
        _days_since_contact(sio_from, lro_from, met_on, as_of)
        for sio_from, lro_from, met_on in pairs
    ]


def _tally_of_days(scope: Scope, since: date | None, as_of: date) -> Tally:
    days = _days_of_pairs(scope, as_of)
    return Tally(middle_of(days), len(days))


def _tally_of_rhythm(scope: Scope, since: date | None, as_of: date) -> Tally:
    days = _days_of_pairs(scope, as_of)
    return Tally(sum(1 for many in days if many <= MEET_WITHIN), len(days))


def _in_rhythm(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs with both leads: 1 for those that met in time, and 0 for the others."""
    return [
        replace(row, value=int(row.value <= MEET_WITHIN)) for row in _contacts(scope, since, as_of)
    ]


@read_once
def _contacts(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs with both leads and the days since those last met.

    The longest time comes first.
    """
    owner = Ownership.objects.filter(in_force_at(clock.as_of(as_of)), ocg=OuterRef("ocg"))
    pairs = _pairs(scope, as_of).annotate(owner_id=Subquery(owner.values("agency")[:1]))
    rows = [
        _contact_row(lead, _days_since_contact(lead.from_at, lead.lro_from, lead.met_on, as_of))
        for lead in pairs.select_related("ocg")
    ]
    return sorted(rows, key=lambda row: (-row.value, row.record.ref))


def _contact_row(lead: Any, days: int) -> Row:
    ocg, since = lead.ocg, "" if lead.met_on else ", not met yet"
    text = f"{ocg.name}: {words.count(days, 'day')}{since}"
    record = Record(ocg.ref, text, reverse("dossier:ocg_liaison", args=[ocg.ref]))
    return Row(record, frozenset({lead.owner_id}), value=days)


answered_in_time = Measure(
    "answered_in_time", "Requests between SIO and LRO answered in time", "per cent", "per cent",
    "Requests about OCGs that the organisation owned when they were made, and whose answer came or "
    "was due in the period: the share answered by its first deadline, whether or not more time was "
    "agreed. Requests withdrawn before an answer are left out.",
    _requests, value=share, of=("requests", "request"), tally=_tally_of_requests,
)  # fmt: skip
days_since_contact = Measure(
    "days_since_contact", "Days since SIO and LRO last met, or were named (median)", "days", "day",
    "For each OCG that the organisation owned at the end of the day and that had both an SIO and "
    "an LRO: the days since those two last met, or since the later of them was named. The figure "
    "is the median.",
    _contacts, value=middle, is_of_a_period=False, tally=_tally_of_days,
)  # fmt: skip

met_in_time = Measure(
    "met_in_time", f"SIO and LRO met in the last {MEET_WITHIN} days", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that had both an SIO and an LRO: "
    f"how many where those two met in the {MEET_WITHIN} days before. A pair that has not met yet "
    "counts from the day that the later of them was named.",
    _in_rhythm, value=how_many_did, of=("OCGs", "OCG"), is_of_a_period=False,
    tally=_tally_of_rhythm,
)  # fmt: skip

FIGURES: list[Measure] = [answered_in_time, days_since_contact, met_in_time]
