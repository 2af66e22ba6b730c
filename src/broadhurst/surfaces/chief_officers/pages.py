"""Pages of chief officers: the ROCUs and other organisations, and one organisation."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.establishment.queries.administering import agencies_of
from broadhurst.capabilities.establishment.queries.chief_officers import (
    cover_of,
    covers_of,
    regions_without,
    responsibilities_of,
    with_posts,
)
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.surfaces.chief_officers import charts, queries


class DayForm(forms.Form):
    as_of = DateField(label="At the end of", help_text="If empty, today.", required=False)


def list_page(request: ActingRequest) -> HttpResponse:
    """Show the chief officer for each ROCU, and the organisations with other posts."""
    form, as_of, status = _asked(request)
    covers = covers_of(with_posts(as_of), as_of)
    rocus = sorted((c for c in covers if c.facts), key=lambda c: c.facts.rocu if c.facts else "")
    context = {
        "form": form,
        "as_of": as_of,
        "rocus": [(cover, queries.current_flags(cover)) for cover in rocus],
        "without": regions_without([cover.agency for cover in rocus], as_of),
        "others": [cover for cover in covers if not cover.facts],
        "chart": charts.regions(rocus, as_of),
        "query": _query(as_of),
        "marking": "OFFICIAL",
    }
    return render(request, "chief_officers/chief_officers.html", context, status=status)


def organisation_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show an organisation's posts over time, their holders, and a ROCU's autonomy."""
    agency = web.find(request, Agency.objects.exclude(kind=Agency.Kind.SYSTEM), key=ref)
    form, as_of, status = _asked(request)
    cover = cover_of(agency, as_of)
    held = responsibilities_of(cover)
    posts, appointments = queries.recorded_in(agency)
    lost_posts, lost_appointments = queries.in_error(agency)
    context: dict[str, Any] = {
        "form": form,
        "as_of": as_of,
        "cover": cover,
        "held": held,
        "flags": queries.flags_of(cover),
        "posts": posts,
        "appointments": appointments,
        "lost_posts": lost_posts,
        "lost_appointments": lost_appointments,
        "chart": charts.posts(cover),
        "beside": charts.responsibilities(held, as_of),
        "may_change": agencies_of(request.actor).filter(pk=agency.pk).exists(),
        "query": _query(as_of),
        "marking": "OFFICIAL",
    }
    return render(request, "chief_officers/organisation.html", context, status=status)


def _asked(request: ActingRequest) -> tuple[DayForm, date, int]:
    """Return the form, the day that it asks about, and the status of the answer."""
    form = DayForm(request.GET or None)
    answers = form.cleaned_data if form.is_valid() else {}
    return form, answers.get("as_of") or clock.today(), 422 if form.errors else 200


def _query(as_of: date) -> str:
    """Return the query of a link that keeps the day, if it is not today."""
    return "" if as_of == clock.today() else f"?as_of={as_of}"
