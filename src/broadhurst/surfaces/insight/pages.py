"""Figures, each with the records behind it."""

from datetime import date
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.inspections.figures import (
    findings_by_inspectorate_status,
    findings_by_our_status,
)
from broadhurst.capabilities.register.figures import (
    ocgs_by_district,
    ocgs_by_owner,
    ocgs_by_tier,
)
from broadhurst.capabilities.tasking.figures import bids_by_outcome, days_by_capability
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import Figure, noun
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.surfaces.insight.queries import FIGURES

PICTURES = (
    ("OCGs by owner", "Owner", ocgs_by_owner),
    ("OCGs by tier", "Tier", ocgs_by_tier),
    ("OCGs by district", "District", ocgs_by_district),
    ("Findings by the body's own status", "Status", findings_by_our_status),
    ("Findings by the inspectorate's status", "Status", findings_by_inspectorate_status),
)


class PeriodForm(forms.Form):
    since = DateField(label="From", required=False)
    as_of = DateField(label="To the end of", required=False)


def insight(request: ActingRequest) -> HttpResponse:
    """The figures of every room, over a period, as of a day."""
    form, since, as_of = _period(request)
    figures = [figure(since, as_of) for figure in FIGURES.values()]
    query = request.GET.urlencode()
    shown = {
        "form": form,
        "since": since,
        "as_of": as_of,
        "figures": [
            {
                "title": f.title,
                "shown": _shown(f),
                "unit": noun(f.value, f.unit),
                "href": f"{reverse('figure', args=[f.name])}?{query}",
            }
            for f in figures
        ],
        "capabilities": days_by_capability(since, as_of),
        "pictures": [
            {
                "title": title,
                "heading": heading,
                "rows": [{"label": k, "value": n} for k, n in count(as_of).items()],
            }
            for title, heading, count in (
                *PICTURES,
                ("Bids by what became of them", "Outcome", partial(bids_by_outcome, since)),
            )
        ],
    }
    return render(request, "insight/insight.html", shown, status=422 if form.errors else 200)


def figure_page(request: ActingRequest, name: str) -> HttpResponse:
    """One figure and the records behind it, each one click away."""
    count = FIGURES.get(name)
    if count is None:
        raise Http404
    _form, since, as_of = _period(request)
    figure = count(since, as_of)
    back = f"{reverse('insight')}?{request.GET.urlencode()}"
    shown = {
        "figure": figure,
        "shown": _shown(figure),
        "unit": noun(figure.value, figure.unit),
        "back": back,
    }
    return render(request, "insight/figure.html", shown)


def _period(request: HttpRequest) -> tuple[PeriodForm, date | None, date]:
    form = PeriodForm(request.GET or None)
    answers = form.cleaned_data if form.is_valid() else {}
    return form, answers.get("since"), answers.get("as_of") or clock.today()


def _shown(figure: Figure) -> str:
    """The value as people read it: with its sign, and its thousands apart."""
    if figure.value is None:
        return "None yet"
    value = f"{figure.value:,}"
    if figure.unit.startswith("per cent"):
        return f"{value}%"
    return f"£{value}" if figure.unit == "pounds" else value
