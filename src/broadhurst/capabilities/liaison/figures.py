"""Figures of Recommendation 1 (2021): do SIOs and LROs work effectively together?

How many OCGs have both named is the register's figure `with_both_leads`.
"""

from collections.abc import Callable
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.liaison.queries import requests
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record
from broadhurst.foundation.govuk import words


def answered_in_time(since: date | None, as_of: date) -> Figure:
    """Of the requests whose answer was due in a period or came in it, how many came in time.

    One that was withdrawn unanswered, or whose answer is not yet due, is left out.
    """
    instant = clock.as_of(as_of)
    counted = requests().filter(
        Q(answered_at__lt=instant)
        | Q(answer_due_at__lt=instant) & (Q(ended_at=None) | Q(ended_at__gte=instant)),
        asked_at__lt=instant,
    )
    if since:
        counted = counted.filter(answer_due_at__gte=clock.midnight(since))
    rows = [(one, _answer(one, instant)) for one in counted]
    in_time = sum(answer == "answered in time" for _, answer in rows)
    return Figure(
        "answered_in_time",
        "Requests between SIO and LRO answered in time",
        round(100 * in_time / len(rows)) if rows else None,
        f"per cent of {len(rows)} requests",
        as_of,
        since,
        tuple(
            Record(
                one.ref,
                f"{one.get_kind_display()}: {answer}",
                reverse("request", args=[one.ref]),
            )
            for one, answer in rows
        ),
    )


def _answer(one: Request, instant: datetime) -> str:
    if one.answered_at is None or one.answered_at >= instant:
        return "not answered"
    return "answered in time" if one.answered_at <= one.answer_due_at else "answered late"


def days_since_contact(since: date | None, as_of: date) -> Figure:
    """The median, over OCGs with both leads, of the days since that pair last met.

    A pair that has not met counts from the day on which the later of the two was named.
    """
    rows = [(ocg, _days(ocg, as_of)) for ocg in _led_by_two(clock.as_of(as_of))]
    rows.sort(key=lambda row: (-row[1], row[0].ref))
    return Figure(
        "days_since_contact",
        "Days since SIO and LRO last met (median)",
        median(days for _, days in rows) if rows else None,
        "days",
        as_of,
        records=tuple(
            Record(
                ocg.ref,
                f"{ocg.name}: {words.count(days, 'day')}{'' if ocg.met_on else ', not met yet'}",
                reverse("ocg_liaison", args=[ocg.ref]),
            )
            for ocg, days in rows
        ),
    )


def _led_by_two(instant: datetime) -> QuerySet[Any]:
    """OCGs with both leads at an instant, with when each began and when that pair last met."""
    leads = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("pk"))
    met = Meeting.objects.filter(
        ocg=OuterRef("pk"),
        sio=OuterRef("sio_officer"),
        lro=OuterRef("lro_officer"),
        recorded_at__lt=instant,
    )
    return Ocg.objects.annotate(
        sio_officer=Subquery(leads.filter(role="sio").values("officer")[:1]),
        lro_officer=Subquery(leads.filter(role="lro").values("officer")[:1]),
        sio_from=Subquery(leads.filter(role="sio").values("from_at")[:1]),
        lro_from=Subquery(leads.filter(role="lro").values("from_at")[:1]),
        met_on=Subquery(met.values("met_on")[:1]),
    ).filter(sio_officer__isnull=False, lro_officer__isnull=False)


def _days(ocg: Any, as_of: date) -> int:
    began: date = max(ocg.sio_from, ocg.lro_from).astimezone(clock.LONDON).date()
    counted_from: date = ocg.met_on or began
    return (min(as_of, clock.today()) - counted_from).days


FIGURES: list[Callable[[date | None, date], Figure]] = [answered_in_time, days_since_contact]
